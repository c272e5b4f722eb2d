/** Where the browser of the tests is, or would be. */
export const CHROMIUM: string
