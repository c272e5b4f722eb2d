/**
 * A case study is named by its key: `report:12` for the twelfth of the commission's report, since
 * its own wording is not ours to share, and `practice:<uuid>` for one of a system's.
 */
export type StudyKey = `report:${number}` | `practice:${string}`

export function practiceKey(id: string): StudyKey {
  return `practice:${id}`
}

/** @param reference how the imported report names it, `case-12` */
export function reportKey(reference: string): StudyKey {
  return `report:${Number(reference.replace(/\D+/g, ''))}`
}

/** Number of a case study in the report; `undefined` for one of a system's. */
export function reportNumber(key: string): number | undefined {
  const match = /^report:(\d+)$/.exec(key)
  return match ? Number(match[1]) : undefined
}
