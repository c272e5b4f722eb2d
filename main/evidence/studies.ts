import type { About, AdoptionFact, StudyFact } from '../../domain/reports/evidence.ts'
import type { Adoption, Study } from '../../preload/strategies-types.ts'
import type { FrozenRecord } from '../frozen/frozen.ts'
import { listStudies } from '../practice/studies.ts'
import type { RecordContext } from '../record/context.ts'
import { subjectEntries } from './subject-entries.ts'

/**
 * Case studies that systems in scope wrote, or took over by the last day. Those of the commission go
 * by their number: its wording is on some machines alone, and is not ours to share.
 */
export function collectStudies({ end }: FrozenRecord, about: About): StudyFact[] {
  const wanted = new Set(about.systems.map(({ ods }) => ods))
  const references = new Set(about.catalogue.map(({ reference }) => reference))
  const speaks = ({ actions }: Study) =>
    !about.scope.startsWith('priority:') || actions.some((action) => references.has(action))
  return listStudies(end).flatMap((study): StudyFact[] => {
    const adoptions = study.adoptions
      .filter(({ ics, since }) => wanted.has(ics) && (since ?? '') <= about.day)
      .map((adoption) => adoptionFact(end, adoption))
    const isTheirs = study.ics !== null && wanted.has(study.ics)
    if (!speaks(study) || (adoptions.length === 0 && !isTheirs)) return []
    const { key, title, ics, id } = study
    return [
      {
        key,
        title,
        ics,
        adoptions,
        told: toldOf(study),
        entries: id && ics ? subjectEntries(end, [`practice:${id}`], ics) : [],
      },
    ]
  })
}

/** Whom to ask is left out: that is personal. */
function toldOf({ what, who, where, evidence, cost }: Study): StudyFact['told'] {
  const parts: [string, string | null][] = [
    ['What was done', what],
    ['For whom', who],
    ['Where', where],
    ['What shows that it works', evidence],
    ['What it costs', cost],
  ]
  return parts.flatMap(([name, text]) => (text ? [{ what: name, text }] : []))
}

function adoptionFact(
  end: RecordContext,
  { id, ics, since, worked, changed, outcome }: Adoption,
): AdoptionFact {
  return {
    ics,
    since,
    worked,
    changed,
    outcome,
    entries: subjectEntries(end, [`adoption:${id}`], ics),
  }
}
