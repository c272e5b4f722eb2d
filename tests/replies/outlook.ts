import { burn, type Entry } from '@kenjiuno/msgreader/lib/Burner.js'

/** Makes messages as Outlook saves them: compound files with a storage for each attachment. */

/** Kinds of entry of a compound file. */
const [DIRECTORY, DOCUMENT, ROOT] = [1, 2, 5]
/** Properties of MAPI by their ids, as text in UTF-16 (001F) or as bytes (0102). */
const SUBJECT = '__substg1.0_0037001F'
const LONG_NAME = '__substg1.0_3707001F'
const CONTENT = '__substg1.0_37010102'

/** A message with these files attached. */
export function outlookMessage(
  subject: string,
  files: Record<string, string | Uint8Array>,
): Buffer {
  const entries: Entry[] = [{ name: 'Root Entry', type: ROOT as Entry['type'], length: 0 }]
  const add = (entry: Entry) => entries.push(entry) - 1
  const document = (name: string, content: Uint8Array) =>
    add({
      ...{ name, type: DOCUMENT as Entry['type'], length: content.length },
      // A buffer of its own: the writer takes all of the memory that a pooled one lies in.
      binaryProvider: () => new Uint8Array(content),
    })
  const top = [
    document('__properties_version1.0', new Uint8Array(32)),
    document(SUBJECT, Buffer.from(subject, 'utf16le')),
  ]
  for (const [index, [name, content]] of Object.entries(files).entries()) {
    const storage: Entry = {
      name: `__attach_version1.0_#${index.toString(16).padStart(8, '0').toUpperCase()}`,
      ...{ type: DIRECTORY as Entry['type'], length: 0 },
    }
    top.push(add(storage))
    storage.children = [
      document('__properties_version1.0', new Uint8Array(8)),
      document(LONG_NAME, Buffer.from(name, 'utf16le')),
      document(CONTENT, Buffer.from(content)),
    ]
  }
  entries[0]!.children = top
  return Buffer.from(burn(entries))
}
