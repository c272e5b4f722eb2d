/** Where the bundled rule lies. */
export const BUNDLED_RULE: string
/** The rule as one script that leaves `lookForNhsNumber` behind. */
export function bundledRule(): Promise<string>
