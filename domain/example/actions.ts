import type { Catalogue, CatalogueAction } from '../commission/catalogue.ts'
import type { Section } from '../commission/reference.ts'
import type { Random } from '../random.ts'
import { LOCAL_IDEAS } from './wording/local-ideas.ts'

/** What the example needs to know of an action, the commission's or a system's own. */
export interface ExampleAction
  extends Pick<CatalogueAction, 'reference' | 'title' | 'themes' | 'determinants' | 'core20plus5'> {
  section: Section
  recommendation: string
  /** Only of a system's own actions. */
  summary?: string
}

/** All actions of the commission in the report's order. */
export function commissionActions(catalogue: Catalogue): ExampleAction[] {
  return catalogue.focusAreas.flatMap(({ section, recommendations }) =>
    recommendations.flatMap((recommendation) =>
      recommendation.actions.map((action) => ({
        reference: action.reference,
        title: action.title,
        themes: action.themes,
        determinants: action.determinants,
        core20plus5: action.core20plus5,
        section,
        recommendation: recommendation.reference,
      })),
    ),
  )
}

/** Actions that a system adds of its own accord, tagged like the first under the recommendation. */
export function localActions(
  ods: string,
  actions: readonly ExampleAction[],
  chance: Random,
): ExampleAction[] {
  return chance
    .shuffle(LOCAL_IDEAS)
    .slice(0, chance.int(2, 4))
    .map(({ recommendation, title, summary }) => {
      const sibling = actions.find((action) => action.recommendation === recommendation)
      if (!sibling) throw new Error(`The catalogue has no actions under ${recommendation}.`)
      const suffix = chance.int(36 ** 3, 36 ** 4 - 1).toString(36)
      return { ...sibling, reference: `${recommendation}.${ods}-${suffix}`, title, summary }
    })
}
