import type { default as Outlook } from '@kenjiuno/msgreader'

/**
 * Takes small text files out of an e-mail, as `.eml` or as Outlook's `.msg`, and out of e-mails that
 * are attached to it. Runs where whatever a hostile file does hurts nobody: see `apart/`.
 */

export interface AttachedText {
  name: string
  text: string
}

/** An e-mail in an e-mail in an e-mail: whoever forwards a forward has done enough. */
const DEEPEST = 3
const MOST_TEXTS = 200

export interface AttachedLimits {
  /** Bytes of one text. */
  most: number
}

/** Texts that begin as JSON does; `undefined` where the bytes are no e-mail. */
export async function readAttached(
  bytes: Buffer,
  { most }: AttachedLimits,
): Promise<AttachedText[] | undefined> {
  const found: AttachedText[] = []
  const take = (name: string | null | undefined, content: Uint8Array) => {
    if (content.length > most || found.length >= MOST_TEXTS) return
    const text = Buffer.from(content).toString('utf8')
    if (/^\uFEFF?\s*\{/.test(text)) found.push({ name: name ?? 'a file without a name', text })
  }
  const isRead = isOutlook(bytes)
    ? await readOutlook(bytes, take, DEEPEST)
    : await readMime(bytes, take, DEEPEST)
  return isRead ? found : undefined
}

type Take = (name: string | null | undefined, content: Uint8Array) => void

/** How every compound file of Microsoft's begins. */
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex')

function isOutlook(bytes: Uint8Array): boolean {
  return COMPOUND.equals(bytes.subarray(0, COMPOUND.length))
}

/** A message begins with its headers. */
const HEADER = /^(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)+\r?\n/

async function readMime(bytes: Uint8Array, take: Take, deep: number): Promise<boolean> {
  // What mailboxes put before the first header.
  const start = Buffer.from(bytes.subarray(0, 256 * 1024))
    .toString('latin1')
    .replace(/^From [^\n]*\n/, '')
  if (!HEADER.test(start)) return false
  const { default: PostalMime } = await import('postal-mime')
  const { attachments } = await PostalMime.parse(bytes, {
    maxNestingDepth: 40,
    attachmentEncoding: 'arraybuffer',
  })
  for (const { filename, content } of attachments) {
    const inner = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content)
    if (isOutlook(inner) && deep > 0) await readOutlook(inner, take, deep - 1)
    else if (/\.eml$/i.test(filename ?? '') && deep > 0) await readMime(inner, take, deep - 1)
    else take(filename, inner)
  }
  return true
}

async function readOutlook(bytes: Uint8Array, take: Take, deep: number): Promise<boolean> {
  const { default: loaded } = await import('@kenjiuno/msgreader')
  // A package of CommonJS: what it gives stands one step further in where it is imported.
  const MsgReader = 'default' in loaded ? loaded.default : (loaded as typeof Outlook.default)
  // A buffer of its own: what Node pools holds the bytes of others too.
  const reader = new MsgReader(new Uint8Array(bytes).buffer)
  const { attachments, error } = reader.getFileData()
  if (error) return false
  for (const each of attachments ?? []) {
    const { fileName, content } = reader.getAttachment(each)
    const inner = new Uint8Array(content)
    if (isOutlook(inner) && deep > 0) await readOutlook(inner, take, deep - 1)
    else if (/\.eml$/i.test(fileName) && deep > 0) await readMime(inner, take, deep - 1)
    else take(fileName, inner)
  }
  return true
}
