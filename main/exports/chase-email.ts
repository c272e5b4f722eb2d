import { writeFile } from 'node:fs/promises'
import { MIMEMessage } from 'mimetext'
import type { ChaseEmail, ChaseOwner } from '../../domain/register/chase.ts'
import { writeWhole } from './whole-file.ts'

/** Bytes of text in one encoded word: 45 make 60 of base64, and RFC 2047 allows 75 in all. */
const ENCODED_WORD_BYTES = 45
/** RFC 2045: a line of base64 has at most 76 characters. */
const BASE64_LINE = /.{1,76}/g

/**
 * Writes an e-mail as an `.eml` file that Outlook opens as a draft, ready to be sent by whoever
 * opens it. An owner without an address gets a draft without one.
 *
 * @param form where there is one to answer on
 * @throws UserError when the file cannot be written
 */
export async function writeChaseEmail(
  email: Pick<ChaseEmail, 'subject' | 'body'>,
  owner: ChaseOwner,
  path: string,
  form?: AttachedForm,
): Promise<void> {
  await writeWhole(path, (temporary) => writeFile(temporary, emlText(email, owner, form)))
}

/** A page to answer on, under a name of plain letters. */
export interface AttachedForm {
  name: string
  page: string
}

function emlText(
  { subject, body }: Pick<ChaseEmail, 'subject' | 'body'>,
  owner: ChaseOwner,
  form: AttachedForm | undefined,
) {
  const message = new MIMEMessage({
    toBase64: encodedWords,
    toBase64WebSafe: encodedWords,
    eol: '\r\n',
    validateContentType: (type) => type,
  })
  // A draft: whoever sends it becomes its sender, and then it gets its date and id.
  for (const header of message.headers.fields) {
    if (['From', 'Date', 'Message-ID'].includes(header.name)) header.disabled = true
  }
  message.setHeader('X-Unsent', '1')
  if (owner.email !== null) {
    message.setRecipient({ name: owner.name.replace(/\s+/g, ' '), addr: owner.email })
  }
  message.setSubject(subject)
  message.addMessage({
    contentType: 'text/plain',
    encoding: 'base64',
    data: base64Lines(body.replace(/\n/g, '\r\n')),
  })
  if (form)
    message.addAttachment({
      filename: form.name,
      contentType: 'text/html; charset=utf-8',
      data: base64Lines(form.page),
    })
  return `${message.asRaw()}\r\n`
}

/**
 * Base64 of a header's text. The library puts it between `=?utf-8?B?` and `?=` as one word however
 * long; this ends the word and begins another, on a line of its own, before it grows too long.
 */
function encodedWords(text: string): string {
  const words: string[] = ['']
  for (const letter of text.toWellFormed()) {
    const longer = words.at(-1) + letter
    if (Buffer.byteLength(longer) > ENCODED_WORD_BYTES) words.push(letter)
    else words[words.length - 1] = longer
  }
  return words.map((word) => Buffer.from(word).toString('base64')).join('?=\r\n =?utf-8?B?')
}

function base64Lines(text: string): string {
  const base64 = Buffer.from(text.toWellFormed()).toString('base64')
  return (base64.match(BASE64_LINE) ?? []).join('\r\n')
}
