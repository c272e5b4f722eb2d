import { z } from 'zod'
import {
  ActionReference,
  FocusAreaReference,
  RecommendationReference,
  SECTIONS,
} from './reference.ts'

/**
 * The shape of the catalogue: what the commission asks for, in our own words.
 * The files in `resources/catalogue` are read through these schemas and through nothing else.
 */

/** Where a recommendation came from: what communities said, or the policy literature. */
export const SOURCES = ['community', 'policy'] as const

export const THEMES = ['representation', 'involvement', 'skills', 'accountability'] as const

/** NHS England's Core20PLUS5 for adults and for children and young people (`cyp-`). */
export const CORE20PLUS5 = [
  'core20',
  'plus',
  'maternity',
  'severe-mental-illness',
  'chronic-respiratory-disease',
  'early-cancer-diagnosis',
  'hypertension',
  'smoking-cessation',
  'cyp-asthma',
  'cyp-diabetes',
  'cyp-epilepsy',
  'cyp-oral-health',
  'cyp-mental-health',
] as const

export const DETERMINANTS = [
  'income-and-work',
  'education-and-skills',
  'housing',
  'transport',
  'environment',
  'food-and-activity',
  'digital-access',
  'community-and-trust',
  'discrimination',
  'early-years',
  'crime-and-safety',
] as const

/** The four purposes of an integrated care system. */
export const PURPOSES = ['outcomes', 'inequalities', 'productivity', 'social-and-economic'] as const

const Title = z.string().min(8).max(90)
/** One plain sentence in our own words. */
const Summary = z.string().min(30).max(320)
const Priority = z.number().int().min(1).max(10)

export const CatalogueAction = z.strictObject({
  reference: ActionReference,
  title: Title,
  summary: Summary,
  priorities: z.array(Priority).min(1),
  themes: z.array(z.enum(THEMES)).min(1),
  core20plus5: z.array(z.enum(CORE20PLUS5)),
  determinants: z.array(z.enum(DETERMINANTS)),
  purposes: z.array(z.enum(PURPOSES)).min(1),
})
export type CatalogueAction = z.infer<typeof CatalogueAction>

export const Recommendation = z.strictObject({
  reference: RecommendationReference,
  source: z.enum(SOURCES),
  title: Title,
  summary: Summary,
  /** One recommendation of the report (HS1.a) stands without actions of its own. */
  actions: z.array(CatalogueAction),
})
export type Recommendation = z.infer<typeof Recommendation>

/** One file of `resources/catalogue/focus-areas`. */
export const FocusArea = z.strictObject({
  reference: FocusAreaReference,
  section: z.enum(SECTIONS),
  title: Title,
  summary: Summary,
  recommendations: z.array(Recommendation).min(1),
})
export type FocusArea = z.infer<typeof FocusArea>

/** A named thing with an explanation: a theme, a strand, a purpose, a tag. */
const Named = <T extends z.ZodType<string>>(id: T) =>
  z.strictObject({ id, title: z.string().min(3).max(90), summary: Summary })

export const NationalChallenge = z.strictObject({
  /** `P3.n2`: the second challenge to national policymakers under priority 3. */
  reference: z.string().regex(/^P(10|[1-9])\.n[1-9]\d*$/),
  title: Title,
  summary: Summary,
})

export const PriorityForChange = z.strictObject({
  number: Priority,
  title: Title,
  summary: Summary,
  /** What the commission asks of organisations in the Midlands, in one sentence of ours. */
  midlandsChallenge: Summary,
  nationalChallenges: z.array(NationalChallenge).min(1),
})

/** `resources/catalogue/commission.json`: everything that is not under a focus area. */
export const CommissionFrame = z.strictObject({
  sections: z.array(Named(z.enum(SECTIONS))).length(4),
  priorities: z.array(PriorityForChange).length(10),
  strands: z.array(Named(z.string().regex(/^[a-z-]+$/))).length(5),
  themes: z.array(Named(z.enum(THEMES))).length(4),
  core20plus5: z.array(Named(z.enum(CORE20PLUS5))).length(CORE20PLUS5.length),
  determinants: z.array(Named(z.enum(DETERMINANTS))).length(DETERMINANTS.length),
  purposes: z.array(Named(z.enum(PURPOSES))).length(4),
})
export type CommissionFrame = z.infer<typeof CommissionFrame>

export interface Catalogue extends CommissionFrame {
  focusAreas: FocusArea[]
}
