import { studyMatches } from '../../domain/practice/search.ts'
import { practiceKey, reportKey, reportNumber } from '../../domain/practice/study-key.ts'
import type { Adoption, Study } from '../../preload/strategies-types.ts'
import type { RecordContext } from '../record/context.ts'
import { headsOf } from '../record/in-view.ts'
import { type Place, places, standingParts } from '../record/standing.ts'
import { caseStudies } from './case-studies.ts'

/** Case studies of the imported report and of the systems themselves, with who adopted each. */

interface StudyFilter {
  /** Words that must all be found. */
  search?: string | undefined
  /** Only what this system wrote or adopted. */
  ics?: string | undefined
}

/** The report's in its order, the systems' own by title, then those that cannot be read here. */
export function listStudies(
  context: RecordContext,
  { search = '', ics }: StudyFilter = {},
): Study[] {
  return allStudies(context).filter((study) => {
    const isTheirs = study.ics === ics || study.adoptions.some((adoption) => adoption.ics === ics)
    return (ics === undefined || isTheirs) && studyMatches(study, search)
  })
}

function allStudies(context: RecordContext): Study[] {
  const all = places(context)
  const adoptions = readAdoptions(context, all)
  const byStudy = Map.groupBy(adoptions, ({ study }) => study)
  const adopted = (key: string) => byStudy.get(key) ?? []
  const imported = caseStudies(context).map(({ id, title, body, focusArea }) =>
    reportStudy({ key: reportKey(id), title, what: body, focusArea }, adopted),
  )
  const here = new Set(imported.map(({ key }) => key))
  const elsewhere = [...byStudy.keys()].filter((key) => !here.has(key))
  return [...imported, ...ownStudies(context, all, adopted), ...unread(elsewhere, adopted)]
}

type Adopted = (key: string) => Adoption[]

/** Those of the report that somebody adopted who has it, where it was not imported. */
function unread(keys: readonly string[], adopted: Adopted): Study[] {
  return keys
    .flatMap((key) => reportNumber(key) ?? [])
    .sort((a, b) => a - b)
    .map((number) => {
      const title = `Case study ${number} of the commission’s report`
      return reportStudy({ key: `report:${number}`, title, what: '', focusArea: null }, adopted)
    })
}

function reportStudy(
  known: Pick<Study, 'key' | 'title' | 'what' | 'focusArea'>,
  adopted: Adopted,
): Study {
  const adoptions = adopted(known.key)
  return {
    ...known,
    ics: null,
    system: null,
    id: null,
    where: null,
    who: null,
    evidence: null,
    cost: null,
    contact: null,
    actions: [...new Set(adoptions.flatMap(({ actions }) => actions))].sort(),
    adoptions,
    heads: {},
  }
}

function ownStudies(context: RecordContext, all: readonly Place[], adopted: Adopted): Study[] {
  return standingParts(context, all, 'practice')
    .map(({ id, view, fields }) => ({
      key: practiceKey(id),
      title: fields.title ?? 'Untitled',
      ics: view,
      system: context.names.system(view),
      id,
      what: fields.what ?? '',
      where: fields.where ?? null,
      who: fields.who ?? null,
      evidence: fields.evidence ?? null,
      cost: fields.cost ?? null,
      contact: fields.contact ?? null,
      focusArea: null,
      actions: fields.actions ?? [],
      adoptions: adopted(practiceKey(id)),
      heads: headsOf(context, view, 'practice', id),
    }))
    .sort((a, b) => a.title.localeCompare(b.title, 'en-GB'))
}

/** Adoptions in the systems of today, the earliest first. */
export function readAdoptions(context: RecordContext, all: readonly Place[]): Adoption[] {
  return standingParts(context, all, 'adoption')
    .flatMap(({ id, view, fields, at }): Adoption[] =>
      fields.study === undefined
        ? []
        : [
            {
              id,
              study: fields.study,
              at,
              ics: view,
              system: context.names.system(view),
              since: fields.since ?? null,
              changed: fields.changed ?? null,
              outcome: fields.outcome ?? null,
              worked: fields.worked ?? null,
              actions: fields.actions ?? [],
              heads: headsOf(context, view, 'adoption', id),
            },
          ],
    )
    .sort(
      (a, b) =>
        (a.since ?? a.at).localeCompare(b.since ?? b.at) || a.system.localeCompare(b.system),
    )
}
