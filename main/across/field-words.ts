import { formatDate } from '../../domain/dates.ts'
import { own } from '../../domain/own.ts'
import { valueWords } from '../../domain/record/labels.ts'
import { type ReportScope, SignOff } from '../../domain/record/report-fields.ts'
import { REPORT_KIND_WORDS, SECTION_STATE_WORDS } from '../../domain/record/report-words.ts'
import { STRATEGY_STATE_WORDS } from '../../domain/record/strategy-words.ts'
import type { SubjectName } from '../../domain/record/subjects.ts'
import { plural } from '../../domain/words.ts'
import { listStudies } from '../practice/studies.ts'
import type { RecordContext } from '../record/context.ts'
import { readParts } from '../record/parts.ts'
import { wordsOf } from '../record/scope-words.ts'

type Say = (value: string, context: RecordContext) => string | undefined

const from =
  (words: Record<string, string>): Say =>
  (value) =>
    own(words, value)

/** Fields whose values read otherwise in one kind of subject than in the others. */
const OWN: Partial<Record<SubjectName, Record<string, Say>>> = {
  report: {
    kind: from(REPORT_KIND_WORDS),
    scope: (scope, context) => wordsOf(context, scope as ReportScope),
    freeze: freezeWords,
    studies: studyTitle,
    signOff: signOffWords,
  },
  'report-section': {
    owner: (member, { names }) => names.member(member),
    state: from(SECTION_STATE_WORDS),
  },
  strategy: { state: from(STRATEGY_STATE_WORDS) },
}

/** What somebody said of a field, in words. */
export function fieldWords(
  context: RecordContext,
  kind: SubjectName,
  field: string,
  value: unknown,
): string {
  const say = own(OWN[kind] ?? {}, field)
  const said =
    say &&
    [value]
      .flat()
      .flatMap(
        (each) =>
          say(typeof each === 'object' ? JSON.stringify(each) : String(each), context) ?? [],
      )
  if (value !== null && said && said.length > 0) return said.join(', ')
  return valueWords(field, value, context.names) ?? 'empty'
}

function freezeWords(id: string, { record }: RecordContext): string | undefined {
  const [freeze] = readParts(record.db, 'freeze', { view: 'region', id })
  const { title, entries } = freeze?.fields ?? {}
  return title && `${title}, ${plural(entries ?? 0, 'entry', 'entries')}`
}

function signOffWords(json: string): string | undefined {
  const read = SignOff.safeParse(JSON.parse(json))
  if (!read.success) return undefined
  const { name, role, signed } = read.data
  return `${name}, ${role}: ${signed ? `signed on ${formatDate(signed.on)}` : 'not signed'}`
}

function studyTitle(key: string, context: RecordContext): string | undefined {
  return listStudies(context).find((study) => study.key === key)?.title
}
