import { formatDate } from '../dates.ts'

/** E-mails that ask an owner about actions which need something. */

export interface ChaseOwner {
  name: string
  email: string | null
}

export interface ChasedAction {
  reference: string
  title: string
  /** ISO date. */
  due: string | null
  /** Why it is asked about, in the owner's words, as whole sentences. */
  reasons: readonly string[]
}

export interface ChaseEmail {
  subject: string
  /** Plain text, lines ended by `\n`. */
  body: string
  /** Opens the person's own e-mail program; `null` without an address, or when too long for one. */
  mailto: string | null
}

/** Outlook on Windows cuts an address longer than this, in characters, and the letter with it. */
export const LONGEST_MAILTO = 1900

/**
 * Writes the e-mail to one owner.
 *
 * @param actions those that need something, the most pressing first; at least one
 * @param systemName such as `Coventry and Warwickshire`
 * @param memberName who signs it
 * @param options.mark what subject and letter begin with, where the data is invented
 * @param options.replyBy ISO date, where a form to answer on goes with the letter
 */
export function chaseEmail(
  owner: ChaseOwner,
  actions: readonly ChasedAction[],
  systemName: string,
  memberName: string,
  { mark, replyBy }: { mark?: string | undefined; replyBy?: string | undefined } = {},
): ChaseEmail {
  const one = actions.length === 1
  const count = one ? '1 action' : `${actions.length} actions`
  const subject = oneLine(`${mark ? `${mark}: ` : ''}${count} to update: ${systemName}`)
  const body = [
    ...(mark ? [`${mark}.`, ''] : []),
    `Hello ${oneLine(owner.name)},`,
    '',
    one
      ? `You own this action in the health inequalities register of ${oneLine(systemName)}. It needs an update, please.`
      : `You own these ${actions.length} actions in the health inequalities register of ${oneLine(systemName)}. They need an update, please.`,
    '',
    ...actions.flatMap((action) => [...actionLines(action), '']),
    ...(replyBy === undefined ? plainWay(one) : formWay(replyBy)),
    'If you have told us already, or this is no longer yours, please say so.',
    '',
    'Thank you,',
    oneLine(memberName),
  ].join('\n')
  return { subject, body, mailto: mailto(owner.email, subject, body) }
}

function plainWay(one: boolean): string[] {
  return [
    `Please reply with where ${one ? 'it' : 'each one'} stands, what comes next and, if it will be late, a new date.`,
  ]
}

function formWay(replyBy: string): string[] {
  return [
    `Please answer by ${formatDate(replyBy)}. The quickest way:`,
    '1. Save the attached page and open it in any browser. It works without a network.',
    '2. Fill in what is new, and press “Save my answers”.',
    '3. Reply to this e-mail with the small file that it saves.',
    '',
    'You can also simply reply in your own words.',
  ]
}

function actionLines({ reference, title, due, reasons }: ChasedAction): string[] {
  return [
    `${reference}: ${oneLine(title)}`,
    `Due: ${due === null ? 'no date set' : formatDate(due)}`,
    ...(reasons.length > 0 ? [`Why: ${reasons.map(oneLine).join(' ')}`] : []),
  ]
}

/** RFC 6068: percent-encoded, line breaks as CRLF. */
function mailto(email: string | null, subject: string, body: string): string | null {
  if (email === null || email.trim() === '') return null
  const address = encode(email.trim()).replace('%40', '@')
  const url = `mailto:${address}?subject=${encode(subject)}&body=${encode(body.replace(/\n/g, '\r\n'))}`
  return url.length > LONGEST_MAILTO ? null : url
}

function encode(text: string): string {
  // Apostrophes end the address in some programs that are handed it on a command line.
  return encodeURIComponent(text.toWellFormed()).replace(/'/g, '%27')
}

/** A line break in a name or title would begin a new line, or a new header, of the letter. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
