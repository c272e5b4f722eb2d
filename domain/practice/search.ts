interface Searchable {
  title: string
  what: string
  where: string | null
  who: string | null
  evidence: string | null
  system: string | null
  actions: readonly string[]
  adoptions: readonly { system: string; outcome: string | null }[]
}

/** Whether a case study holds all the words, in whatever is said of it but for whom to ask. */
export function studyMatches(study: Searchable, search: string): boolean {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return true
  const { title, what, where, who, evidence, system, actions, adoptions } = study
  const said = adoptions.flatMap((adoption) => [adoption.system, adoption.outcome])
  const text = [title, what, where, who, evidence, system, ...actions, ...said]
    .join(' ')
    .toLowerCase()
  return words.every((word) => text.includes(word))
}
