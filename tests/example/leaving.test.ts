import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import { INVENTED_SENTENCE, INVENTED_SIGN } from '../../domain/publication/invented.ts'
import { inventedDoor } from '../../main/exports/invented/door.ts'
import { bearsSign } from '../../main/exports/invented/sign.ts'
import { signFile } from '../../main/exports/invented/sign-file.ts'
import type { Service } from '../../main/service.ts'
import type { OutFile } from '../../preload/types.ts'
import { copyExample } from '../example-record.ts'
import { HOME, newService, refusal, serviceIn, temporaryFolder } from '../helpers.ts'
import { docxParts, hasPoppler, pdfText, run, saved } from '../publication/tools.ts'

/** What leaves the example says that it is invented, and enters no other record. */

async function exampleService(): Promise<Service> {
  const folder = temporaryFolder()
  await copyExample(folder)
  return serviceIn(folder)
}

function contentOf(service: Service, file: OutFile): Buffer {
  expect(file.name).toMatch(/^Example data - /)
  return readFileSync(service.files.out(file.token)!.path)
}

test('every file that leaves the example says so', async () => {
  const service = await exampleService()
  const [series] = await service.ask('workshops.list', {})
  const session = series!.sessions[0]!.id
  const pack = async (format: 'pdf' | 'docx' | 'html' | 'md') =>
    contentOf(service, await service.ask('workshops.export', { session, what: 'agenda', format }))

  const markdown = (await pack('md')).toString('utf8')
  expect(markdown.startsWith(`> **${INVENTED_SENTENCE}**`)).toBe(true)

  const page = (await pack('html')).toString('utf8')
  expect(page).toMatch(
    `<aside class="every-page" aria-label="About this data">${INVENTED_SENTENCE}</aside>`,
  )
  expect(page).toMatch(new RegExp(`<meta name="keywords" content="${INVENTED_SIGN}`))

  // What a browser prints at the head of each page.
  expect(page).toContain('@page{@top-center{content:"Example data\\2c  invented by Accord')

  const word = docxParts(await pack('docx'))
  expect(word['word/document.xml']).toContain(INVENTED_SENTENCE)
  expect(word['word/header1.xml']).toContain(INVENTED_SENTENCE)
  expect(word['docProps/core.xml']).toContain(INVENTED_SIGN)

  const pdf = await pack('pdf')
  if (hasPoppler) {
    const pages = pdfText(pdf).split('\f').slice(0, -1)
    expect(pages.filter((words) => !words.includes(INVENTED_SENTENCE))).toEqual([])
    expect(run('pdfinfo', saved('pack.pdf', pdf))).toMatch(`Keywords:        ${INVENTED_SIGN}`)
  }

  const invitation = contentOf(service, await service.ask('workshops.invitation', { session }))
  const event = new ICAL.Component(ICAL.parse(invitation.toString('utf8'))).getFirstSubcomponent(
    'vevent',
  )!
  expect(event.getFirstPropertyValue('summary')).toContain(INVENTED_SENTENCE)
  expect(event.getFirstPropertyValue('description')).toContain(INVENTED_SENTENCE)

  const [chased] = await service.ask('owners.chase', { ics: HOME })
  expect(chased!.subject.startsWith(INVENTED_SIGN)).toBe(true)
  expect(chased!.body.startsWith(INVENTED_SIGN)).toBe(true)
  const owner = chased!.owner.id
  const asked = await service.ask('owners.email', { ics: HOME, owner })
  const letter = contentOf(service, asked.file)
  expect(letter.toString('utf8').startsWith(`X-Accord-Data: ${INVENTED_SIGN}\r\n`)).toBe(true)

  const csv = contentOf(service, await service.ask('exchange.export', { ics: HOME, format: 'csv' }))
  const rows = parse(csv, { bom: true }) as string[][]
  expect(rows.length).toBeGreaterThan(200)
  expect(rows.filter((row) => row.at(-1) !== INVENTED_SIGN)).toEqual([])

  const [round] = await service.ask('checklist.rounds', { ics: HOME })
  const form = contentOf(service, await service.ask('checklist.form', { round: round!.id }))
  expect(form.toString('utf8')).toContain(`<strong>${INVENTED_SENTENCE}</strong>`)
})

test('its workbook and CSV go back into the example, and into no other record', async () => {
  const example = await exampleService()
  const other = await newService()
  for (const format of ['xlsx', 'csv'] as const) {
    const file = await example.ask('exchange.export', { ics: HOME, format })
    const path = join(temporaryFolder(), file.name)
    writeFileSync(path, contentOf(example, file))
    const into = (service: Service) => ({
      ics: HOME,
      file: service.files.takeIn(path),
    })
    const back = await example.ask('exchange.preview', into(example))
    expect([back.changed, back.problems]).toEqual([[], []])
    const said = `${file.name} holds example data, which is invented, so only the example takes it in. Choose a file of your own data.`
    expect((await refusal(other, 'exchange.preview', into(other))).message).toBe(said)
    const asTable = { file: other.files.takeIn(path) }
    expect((await refusal(other, 'metrics.readTable', asTable)).message).toBe(said)
  }
})

test('every row of its workbook says so, in every sheet, and so do its properties', async () => {
  const service = await exampleService()
  const file = await service.ask('exchange.export', { ics: HOME, format: 'xlsx' })
  const parts = unzipSync(contentOf(service, file))
  expect(strFromU8(parts['docProps/core.xml']!)).toContain(INVENTED_SIGN)
  const sheets = Object.keys(parts).filter((name) => name.startsWith('xl/worksheets/sheet'))
  expect(sheets.length).toBeGreaterThan(3)
  for (const name of sheets) {
    const xml = strFromU8(parts[name]!)
    expect(xml.match(/<\/row>/g)?.length).toBe(xml.split(INVENTED_SIGN).length - 1)
  }
})

test('a backup of the example takes the place of the example alone', async () => {
  const example = await exampleService()
  const to = join(temporaryFolder(), 'kept.sqlite')
  await example.ask('record.backup', { to })
  expect((await example.ask('record.restore', { from: to })).record).toBe('example')
  const other = await newService()
  expect((await refusal(other, 'record.restore', { from: to })).message).toBe(
    `${to} is a backup of the example, whose data is invented. Choose a backup of your own record.`,
  )
  expect((await other.ask('app.state', {})).record).toBe('own')
  const empty = await serviceIn(temporaryFolder())
  expect((await refusal(empty, 'record.restore', { from: to })).message).toContain('invented')
})

test('files of one’s own record are left as they are', async () => {
  const service = await newService()
  const file = await service.ask('exchange.export', { ics: HOME, format: 'csv' })
  expect(file.name).toMatch(/^Register /)
  expect(bearsSign(readFileSync(service.files.out(file.token)!.path))).toBe(false)
})

describe('the sign', () => {
  test('is put into every page, table and text of a folder', async () => {
    const sheet =
      '<worksheet><sheetData><row r="1" spans="1:2"><c r="A1"><v>1</v></c><c r="Z1"><v>2</v></c></row></sheetData></worksheet>'
    const folder = zipSync({
      'index.html': strToU8('<html><head><title>A</title></head><body class="b">x</body></html>'),
      'data/README.txt': strToU8('About'),
      'data/a.csv': strToU8('\uFEFFName,Note\r\nA,"one, ""two""\nthree"\r\n'),
      'data/a.xlsx': zipSync({ 'xl/worksheets/sheet1.xml': strToU8(sheet) }),
      'assets/style.css': strToU8('p{}'),
    })
    const files = unzipSync(await signFile(Buffer.from(folder), 'application/zip'))
    for (const [name, content] of Object.entries(files))
      expect([name, bearsSign(content)]).toEqual([name, !name.endsWith('.css')])
    expect(strFromU8(files['index.html']!)).toContain(`<title>${INVENTED_SIGN}: A</title>`)
    expect(parse(Buffer.from(files['data/a.csv']!), { bom: true })).toEqual([
      ['Name', 'Note', INVENTED_SIGN],
      ['A', 'one, "two"\nthree', INVENTED_SIGN],
    ])
    const signed = unzipSync(files['data/a.xlsx']!)['xl/worksheets/sheet1.xml']!
    expect(strFromU8(signed)).toContain('<row r="1"><c r="A1">')
    expect(strFromU8(signed)).toContain(
      `<c r="AA1" t="inlineStr"><is><t>${INVENTED_SIGN}</t></is></c></row>`,
    )
  })

  test('is known again in a text that Excel saved as Unicode', () => {
    expect(bearsSign(Buffer.from(`\uFEFFA\t${INVENTED_SIGN}`, 'utf16le'))).toBe(true)
  })

  test('is looked for no further than the memory allows', () => {
    const large = new Uint8Array(65 * 1024 * 1024)
    const bomb = zipSync({
      'xl/worksheets/sheet1.xml': large,
      'docProps/core.xml': strToU8(INVENTED_SIGN),
    })
    expect(bearsSign(bomb)).toBe(true)
  })

  test('is demanded: what cannot bear it does not leave', async () => {
    const path = saved('new.bin', Buffer.from('x'))
    await expect(inventedDoor(() => true).leave(path, 'application/new')).rejects.toThrow(
      'cannot say that its data is invented',
    )
  })
})
