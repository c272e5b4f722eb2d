/** What the words and signs around ten digits prove them to be. */

export interface NumberPlace {
  text: string
  /** Where the digits begin and end in the text. */
  from: number
  to: number
  digits: string
}

/** Letters before a number that are looked at. */
const REACH = 48
/** What may stand between a label and its number. */
const TO_NUMBER = String.raw`(?:[\s:=#.()–-]|\b(?:is|are|on|at|no|nos|number|id|code|was|to|us)\b){0,8}$`

/** The trunk or country code of a telephone number: +44, (0)121, 0044 (0), 0 121. */
const DIALLED = [
  /\+\s?\d{1,3}[\s.()\u00a0\u2010-\u2013-]*(?:\(?0\)?[\s.()\u00a0\u2010-\u2013-]*)?$/,
  /(?<!\d)00[\s.-]?\d{1,3}[\s.()\u00a0-]*(?:\(?0\)?[\s.()\u00a0-]*)?$/,
  /\(0\)[\s.\u00a0-]*$/,
  /(?<!\d)0[\s.\u00a0-]$/,
  /(?<!\d)\(?0\d{2,5}\)?[\s.\u00a0-]*$/,
]

const LABELS: readonly RegExp[] = [
  // Books, articles and places; each has a register of its own.
  /\b(?:isbn|issn|doi|pmid|uprn|usrn)(?:[- ]?1[03])?/,
  // Meetings: the word for one, and that an id, a code or a number of it follows.
  /\b(?:zoom|teams|webex|meeting|conference|webinar|gotomeeting|meet|dial[- ]in|passcode|access code|joining|call)\b[^.\n\d]{0,24}\b(?:id|code|pin|number|no|passcode)\b/,
].map((label) => new RegExp(`${label.source}${TO_NUMBER}`, 'i'))

const MEETING_ADDRESS =
  /\b(?:zoom\.us|zoom\.com|teams\.microsoft\.com|webex\.com|meet\.google\.com)\/\S*$/i

/** Says of a number that a patient is meant, whatever else stands there. */
const PATIENT = /\b(?:nhs|patient|chi|pt|mrn|hospital)\b[^.\n\d]{0,16}$/i

/** Whether the context proves that the digits are a telephone number, an ISBN or a meeting's id. */
export function isAnotherNumber(place: NumberPlace): boolean {
  const before = beforeOf(place)
  if (PATIENT.test(before)) return false
  return (
    isNational(place, before) ||
    DIALLED.some((code) => code.test(before)) ||
    LABELS.some((label) => label.test(before)) ||
    MEETING_ADDRESS.test(before)
  )
}

/** A telephone number of ten digits, such as 0800 123 456: by its spaces, or by its label. */
function isNational({ text, from, to, digits }: NumberPlace, before: string): boolean {
  if (!digits.startsWith('0')) return false
  return /^0\d{3,4}[ \u00a0-]/.test(text.slice(from, to)) || TELEPHONE.test(before)
}

const TELEPHONE = new RegExp(
  String.raw`\b(?:tel|telephone|phone|mobile|mob|fax|freephone|helpline|ring|call)\b${TO_NUMBER}`,
  'i',
)
const OTHER_LABEL = new RegExp(
  String.raw`\b(?:tel|telephone|phone|mobile|mob|fax|ring|call|text|whatsapp|ext|extension|order|invoice|purchase|po|account|acct|sort code|charity|company|grant|award|bid|contract|ticket|job|asset|serial|unix|epoch|timestamp|vat|iras|barcode|ean|gtin|tracking|reference|ref|licence|batch|snomed|version)\b${TO_NUMBER}`,
  'i',
)
const ADDRESS = /\bhttps?:\/\/\S*$|\bwww\.\S*$/i

/** Whether the digits may as well be something else, so that only the person can tell. */
export function mayBeAnotherNumber(place: NumberPlace): boolean {
  const before = beforeOf(place)
  if (PATIENT.test(before)) return false
  return place.digits.startsWith('0') || OTHER_LABEL.test(before) || ADDRESS.test(before)
}

function beforeOf({ text, from }: NumberPlace): string {
  return text.slice(Math.max(0, from - REACH), from).normalize('NFKC')
}
