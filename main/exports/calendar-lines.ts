import { plainText } from '../../domain/plain-text.ts'

/** RFC 5545, 3.1: octets of a line, without its end. */
const LINE_OCTETS = 75
/** Properties whose value is a URI, in which nothing is escaped (RFC 5545, 3.3.3 and 3.3.13). */
const URI_VALUED = /^(?:URL|ORGANIZER|ATTENDEE)[;:]/

/**
 * An iCalendar text as RFC 5545 has it, whatever its writer did: every line ends in CRLF, the last
 * too; no control characters; addresses of pages and people as they are, unescaped; lines folded at
 * 75 octets and never within a character.
 */
export function calendarLines(text: string): string {
  return text
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => `${folded(plainUri(plainText(line)))}\r\n`)
    .join('')
}

function plainUri(line: string): string {
  if (!URI_VALUED.test(line)) return line
  const at = valueStart(line)
  return line.slice(0, at) + line.slice(at).replace(/\\([\\;,])/g, '$1')
}

/** Where the value begins: after the first colon that is not within quotation marks. */
function valueStart(line: string): number {
  const [before = ''] = /^(?:"[^"]*"|[^":])*:/.exec(line) ?? []
  return before.length
}

function folded(line: string): string {
  const lines: string[] = []
  let current = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > LINE_OCTETS) {
      lines.push(current)
      // The space that marks a line as going on counts too.
      ;[current, octets] = [' ', 1]
    }
    current += character
    octets += size
  }
  return [...lines, current].join('\r\n')
}
