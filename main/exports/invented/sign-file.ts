import { unzipSync } from 'fflate'
import { own } from '../../../domain/own.ts'
import { INVENTED_SENTENCE, INVENTED_SIGN } from '../../../domain/publication/invented.ts'
import { letOthersWork } from '../../runtime/turns.ts'
import { calendarLines } from '../calendar-lines.ts'
import { zipped } from '../zipped.ts'
import { signCsv } from './sign-csv.ts'
import { signProperties, signSheet } from './sign-workbook.ts'

type Signing = (content: Buffer) => Promise<Uint8Array>

const text =
  (change: (words: string) => string): Signing =>
  async (content) =>
    Buffer.from(change(content.toString('utf8')))

const signCalendar = text((lines) =>
  calendarLines(
    lines
      .replace(/\r?\n[ \t]/g, '')
      .replace(/^VERSION:.*$/m, (line) => `${line}\nX-ACCORD-DATA:${INVENTED_SIGN}`)
      .replace(/^(SUMMARY|DESCRIPTION):/gm, (start) => `${start}${escapedIcs(INVENTED_SENTENCE)} `),
  ),
)

function escapedIcs(words: string): string {
  return words.replace(/[\\;,]/g, '\\$&')
}

const signPage = text((page) =>
  page
    .replace(/<head>/i, `<head>\n<meta name="data" content="${INVENTED_SIGN}">`)
    .replace(/<title>/i, `<title>${INVENTED_SIGN}: `)
    .replace(
      /<body[^>]*>/i,
      (body) =>
        `${body}\n<aside class="every-page" aria-label="About this data"><strong>${INVENTED_SENTENCE}</strong></aside>`,
    ),
)

const signText = text((words) => `${INVENTED_SENTENCE}\r\n\r\n${words}`)

/** An e-mail's own words say it already, where it was written; here its header does. */
const signEmail = text((lines) => `X-Accord-Data: ${INVENTED_SIGN}\r\n${lines}`)

/** By the ending of a file's name; files of a folder are signed by it too. */
const BY_ENDING: Record<string, Signing> = {
  csv: signCsv,
  html: signPage,
  txt: signText,
  xlsx: (content) =>
    repacked(content, (name, part) => {
      if (/^xl\/worksheets\/[^/]+\.xml$/.test(name)) return signSheet(part.toString('utf8'))
      if (name === 'docProps/core.xml') return signProperties(part.toString('utf8'))
      return part
    }),
}

const signFolder: Signing = (content) =>
  repacked(content, (name, part) => own(BY_ENDING, name.split('.').at(-1) ?? '')?.(part) ?? part)

const BY_TYPE: Record<string, Signing> = {
  'text/csv': signCsv,
  'text/html': signPage,
  'text/calendar': signCalendar,
  'message/rfc822': signEmail,
  'application/zip': signFolder,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': BY_ENDING.xlsx!,
}

/**
 * The file with the sign of invented data in it.
 * @param type its media type
 * @throws Error for a type that has no way to bear the sign: such a file may not leave the example
 */
export async function signFile(content: Buffer, type: string): Promise<Uint8Array> {
  const sign = own(BY_TYPE, type.split(';')[0] ?? '')
  if (!sign) throw new Error(`A file of type ${type} cannot say that its data is invented.`)
  return sign(content)
}

/** ZIPs know no earlier day; the same folder gives the same bytes. */
const MOMENT = '1980-01-01T00:00:00Z'
const STORED_ENDINGS = /\.xlsx$/

async function repacked(
  content: Buffer,
  change: (name: string, part: Buffer) => string | Uint8Array | Promise<Uint8Array>,
): Promise<Uint8Array> {
  const entries = []
  for (const [name, part] of Object.entries(unzipSync(content))) {
    await letOthersWork()
    const changed = await change(name, Buffer.from(part))
    entries.push({
      name,
      content: typeof changed === 'string' ? Buffer.from(changed) : changed,
      isPacked: STORED_ENDINGS.test(name),
    })
  }
  return zipped(entries, MOMENT)
}
