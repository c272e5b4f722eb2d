import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fillDocument } from '../../main/documents/y-document.ts'
import type { Output } from '../../preload/contract.ts'
import { hasOffice, hasPoppler, pdfText, run, saved } from '../publication/tools.ts'
import { change, detail, paragraph, strategyService } from '../strategies/fixtures.ts'

type Format = 'docx' | 'pdf' | 'html' | 'md'

/** A joint diabetes strategy from its template, with a commitment, and signed by one system. */
async function signedStrategy() {
  const { service } = await strategyService()
  const title = 'A joint diabetes strategy'
  const { id } = await service.ask('strategies.create', { template: 'diabetes', title })
  const text = 'Offer an evening course in Gujarati'
  await service.ask('strategies.commit', { id, ics: 'QK1', text, action: 'HS6.b2' })
  await service.ask('strategies.move', { id, to: 'in-review', name: 'For signature' })
  const { offered, versions } = await detail(service, id)
  const { id: version, hash } = versions.find((each) => each.id === offered)!
  const reservations = 'Subject to funding after 2027.'
  const person = { name: 'Ama Owusu', role: 'Chair' }
  await service.ask('strategies.sign', { id, ics: 'QK1', version, hash, ...person, reservations })

  const read = (file: Output<'strategies.export'>) =>
    readFileSync(service.files.out(file.token)?.path as string)
  const asVersion = async (format: Format) =>
    read(await service.ask('strategies.export', { id, version, format }))
  return { service, id, version, hash, read, asVersion }
}

test('a version’s document says how far it may be relied on, and who signed exactly what', async () => {
  const { asVersion, hash } = await signedStrategy()
  const markdown = (await asVersion('md')).toString()
  const short = hash.slice(0, 12)
  expect(markdown).toContain(
    `In review, not agreed. Version “For signature”, fingerprint ${short}.`,
  )
  expect(markdown).toMatch(/1 of 11 systems have signed it/)
  expect(markdown).toContain('Subject to funding after 2027.')
  expect(markdown).toContain(hash)
  expect(markdown).toMatch(/\| Lincolnshire \|\s*\|\s*\|/)
  expect(markdown).toMatch(
    /## What each system commits to[\s\S]*Offer an evening course in Gujarati/,
  )
  expect(markdown.match(/Offer an evening course in Gujarati/g)).toHaveLength(1)
  expect(markdown).toMatch(/## References[\s\S]*Policy Commission, report/)
  expect(markdown).toMatch(
    /## Where the figures come from[\s\S]*references: HS4\.c5, HS6\.a1, HS6\.b1/,
  )
})

test('the text as it stands is a draft, whatever was signed, and tells that it is', async () => {
  const { service, id, read } = await signedStrategy()
  const out = await service.ask('strategies.export', { id, format: 'md' })
  expect(out.name).toBe('A joint diabetes strategy 2026-11-21.md')
  expect(read(out).toString()).toContain('Draft, not agreed. Text as it stands on 21 Nov 2026.')
})

test('a text that was not signed names no signatory, and says why', async () => {
  const { service, id, version, read } = await signedStrategy()
  const markdown = async (of: { version?: string }) =>
    read(await service.ask('strategies.export', { id, format: 'md', ...of })).toString()
  const front = (text: string) => text.slice(0, text.indexOf('**Contents**'))
  const unchanged = await markdown({})
  expect(front(unchanged)).toContain('Leicester, Leicestershire and Rutland')
  expect(unchanged).not.toContain('Not the text that was signed')

  await change(service, id, (doc) =>
    fillDocument(doc, { type: 'doc', content: [paragraph('Written since')] }),
  )
  const changed = await markdown({})
  expect(front(changed)).toContain('Integrated care systems of the Midlands')
  expect(changed).toMatch(
    /## Signatures[\s\S]*1 of 11 systems have signed it[\s\S]*Not the text that was signed/,
  )

  const { version: newer } = await service.ask('strategies.keepVersion', { id, name: 'Newer' })
  await service.ask('strategies.move', { id, to: 'in-review', version: newer })
  const earlier = await markdown({ version })
  expect(earlier).toContain('This is “For signature”')
  expect(earlier).toContain('Ama Owusu')
  expect(earlier).not.toContain('Still to sign')
  const newest = await markdown({})
  expect(newest).toMatch(/The version to sign is “Newer”[\s\S]*### Still to sign/)
  expect(newest).toMatch(/\| For\s+\| Name\s+\| Signature\s+\| Date[^|]*\|/)
})

test('commitments close a document that shows them nowhere itself', async () => {
  const { service } = await strategyService()
  const { id } = await service.ask('strategies.create', { template: 'blank', title: 'Bare' })
  await service.ask('strategies.commit', { id, ics: 'QK1', text: 'Count first', action: 'HS6.b2' })
  await change(service, id, (doc) =>
    fillDocument(doc, { type: 'doc', content: [paragraph('Nothing else')] }),
  )
  const { token } = await service.ask('strategies.export', { id, format: 'md' })
  const markdown = readFileSync(service.files.out(token)?.path as string, 'utf8')
  expect(markdown).toMatch(/Nothing else[\s\S]*## What each system commits to[\s\S]*Count first/)
})

test.skipIf(!hasPoppler)(
  'the PDF is tagged, with its headings, tables and signatures',
  async () => {
    const { asVersion } = await signedStrategy()
    const path = saved('strategy.pdf', await asVersion('pdf'))
    expect(run('pdfinfo', path)).toMatch(/Tagged:\s+yes/)
    const structure = run('pdfinfo', '-struct-text', path)
    for (const tag of [/H1 "Why we act together"/, /H1 "Signatures"/, /^ +TH </m, /^ +TOCI$/m])
      expect(structure).toMatch(tag)
  },
)

test.skipIf(!hasOffice || !hasPoppler)(
  'Word’s file opens elsewhere, with all its parts',
  { timeout: 300_000 },
  async () => {
    const { asVersion } = await signedStrategy()
    const path = saved('strategy.docx', await asVersion('docx'))
    const folder = path.replace(/\/[^/]+$/, '')
    run(
      'soffice',
      `-env:UserInstallation=file://${folder}/profile`,
      ...['--headless', '--convert-to', 'pdf', '--outdir', folder, path],
    )
    const text = pdfText(readFileSync(path.replace(/docx$/, 'pdf')))
    for (const words of ['Why we act together', 'Still to sign', 'Ama Owusu', 'References'])
      expect(text).toContain(words)
  },
)
