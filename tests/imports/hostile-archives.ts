import { zipSync } from 'fflate'

/** Archives made to hurt whoever reads them. All parts are ours. */

const text = (content: string) => new TextEncoder().encode(content)

/** The part of each kind of document that its readers begin with, and the others it needs. */
export const DOCUMENTS = {
  docx: {
    main: 'word/document.xml',
    others: {
      '_rels/.rels': text(
        '<Relationships><Relationship Type="http://x/officeDocument" Target="word/document.xml"/></Relationships>',
      ),
    },
  },
  xlsx: {
    main: 'xl/workbook.xml',
    others: { '[Content_Types].xml': text('<Types/>') },
  },
  odt: {
    main: 'content.xml',
    others: { mimetype: text('application/vnd.oasis.opendocument.text') },
  },
} as const
export type Kind = keyof typeof DOCUMENTS

function archive(
  kind: Kind,
  main: string | Uint8Array,
  more: Record<string, Uint8Array> = {},
): Buffer {
  const { main: name, others } = DOCUMENTS[kind]
  const content = typeof main === 'string' ? text(main) : main
  return Buffer.from(zipSync({ ...others, [name]: content, ...more }, { level: 9 }))
}

/** Places of the records of the central directory. */
function centralRecords(bytes: Buffer): number[] {
  const found: number[] = []
  for (
    let at = bytes.indexOf('PK\u0001\u0002');
    at !== -1;
    at = bytes.indexOf('PK\u0001\u0002', at + 4)
  )
    found.push(at)
  return found
}

/** By what makes it hostile. */
export const HOSTILE: Record<string, (kind: Kind) => Buffer> = {
  'that unpacks to far more than it is': (kind) =>
    archive(kind, new Uint8Array(260 * 1024 * 1024).fill(32)),
  'that lies in its directory about its size': (kind) => {
    const bytes = archive(kind, `<a>${' '.repeat(20_000_000)}</a>`)
    for (const at of centralRecords(bytes)) bytes.writeUInt32LE(100, at + 24)
    return bytes
  },
  'that says it is larger than it is': (kind) => {
    const bytes = archive(kind, '<a/>')
    for (const at of centralRecords(bytes)) bytes.writeUInt32LE(5000, at + 24)
    return bytes
  },
  'with parts that lie over each other': (kind) => {
    const { main } = DOCUMENTS[kind]
    const bytes = archive(kind, '<a/>', { [main.replace(/\w(?=\.xml)/, '0')]: text('<a/>') })
    const records = centralRecords(bytes)
    const [last, before] = [records.at(-1) as number, records.at(-2) as number]
    bytes.writeUInt32LE(bytes.readUInt32LE(before + 42), last + 42)
    return bytes
  },
  'with elements within elements without end': (kind) =>
    archive(kind, `${'<a>'.repeat(3_000_000)}${'</a>'.repeat(3_000_000)}`),
  'with deep elements behind signs in quotation marks': (kind) =>
    archive(kind, '<a b="/>">'.repeat(100_000)),
  'with entities that stand for each other': (kind) =>
    archive(kind, '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'),
  'in wide letters, with entities': (kind) =>
    archive(kind, Buffer.from('\ufeff<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>', 'utf16le')),
  'with more elements than any document': (kind) =>
    archive(kind, `<a>${'<b/>'.repeat(11_000_000)}</a>`),
  'with parts without number': (kind) =>
    archive(
      kind,
      '<a/>',
      Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`${n}.bin`, text('')])),
    ),
  'whose content is not what its checksum says': (kind) => {
    const bytes = archive(kind, '<a/>')
    for (const at of centralRecords(bytes)) bytes.writeUInt32LE(1, at + 16)
    return bytes
  },
  'that is cut off': (kind) => {
    const bytes = archive(kind, `<a>${Math.PI.toString().repeat(1000)}</a>`)
    return bytes.subarray(0, bytes.length - 60)
  },
}

/** An archive in an archive in an archive; nothing of ours opens more than the first. */
export function nested(kind: Kind, depth: number): Buffer {
  let inner = archive(
    kind,
    '<w:document><w:body><w:p><w:r><w:t>Words</w:t></w:r></w:p></w:body></w:document>',
  )
  const whole = inner
  for (let n = 0; n < depth; n += 1) inner = Buffer.from(zipSync({ 'inner.zip': inner }))
  return depth === 0
    ? whole
    : archive(
        kind,
        '<w:document><w:body><w:p><w:r><w:t>Words</w:t></w:r></w:p></w:body></w:document>',
        {
          'word/embeddings/inner.zip': inner,
        },
      )
}
