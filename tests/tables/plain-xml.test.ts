import { expect, test } from 'vitest'
import { plainXml } from '../../main/imports/tables/plain-xml.ts'

const spelled = (content: Buffer) => plainXml(content).toString('utf8')

test.each([
  ['a letter beyond the first 65,536', '<t>&#128512; &#x1F600;</t>', '<t>😀 😀</t>'],
  ['letters that their reader knows', '<t>&#233;&#x2019;</t>', '<t>&#233;&#x2019;</t>'],
  ['no letter at all', '<t>&#1114112;</t>', '<t>&#1114112;</t>'],
  ['plain text', '<t><![CDATA[&#128512;]]>&#128512;</t>', '<t><![CDATA[&#128512;]]>😀</t>'],
])('%s', (_, xml, expected) => {
  expect(spelled(Buffer.from(xml))).toBe(expected)
})

test.each([
  ['UTF-16 with a mark', 'utf-16', (xml: string) => Buffer.from(`\ufeff${xml}`, 'utf16le')],
  ['UTF-16 without one', 'UTF-16', (xml: string) => Buffer.from(xml, 'utf16le')],
  ['Latin 1', 'ISO-8859-1', (xml: string) => Buffer.from(xml, 'latin1')],
])('%s', (_, encoding, encode) => {
  expect(spelled(encode(`<?xml version="1.0" encoding="${encoding}"?><t>Zoë</t>`))).toBe(
    '<?xml version="1.0"?><t>Zoë</t>',
  )
})

test('what needs no change is not touched', () => {
  const content = Buffer.from('<?xml version="1.0" encoding="UTF-8"?><t>Zoë 😀</t>')
  expect(plainXml(content)).toBe(content)
})
