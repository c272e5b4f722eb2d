/** What the tests use of the launchers' shared script. */
export function buildIfNeeded(): boolean
