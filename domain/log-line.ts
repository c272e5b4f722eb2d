/** Longer, and a line of a log is cut. */
const LONGEST = 2000
const PLAIN = /^\s+(at |code: '[A-Z\d_]+',?$)/
/** From the first quotation mark of a line to its last: what programs quote is what somebody wrote. */
const QUOTED = /(["'`“‘]).*["'`”’]/gu
const ADDRESS = /[^\s@<>()[\],;:]+@[^\s@<>()[\],;:]+/gu
/** Long enough for a telephone, an NHS or a record's number, however it is spaced. */
const NUMBER = /\d(?:[\s-]?\d){6,}/gu
/** Folders of people, on any system. */
const PERSON = /([/\\](?:Users|home)[/\\])[^/\\:*?"<>|\r\n]+/giu

/**
 * One line for a log that support may be sent: without what was typed or read, addresses, long
 * numbers, and the name in the folder of whoever uses the computer. Frames of a stack keep their
 * places in the code, and errors their codes: that is what they are there for.
 * @param home the person's own folder, which may lie anywhere
 */
export function withoutPersonalData(line: string, home = ''): string {
  const own = home.length > 1 ? line.replaceAll(home, '~') : line
  const placed = own.replace(PERSON, '$1…')
  const clean = PLAIN.test(placed)
    ? placed
    : placed.replace(QUOTED, '“…”').replace(ADDRESS, '[address]').replace(NUMBER, '[number]')
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST)}…` : clean
}
