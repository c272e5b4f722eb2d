import { z } from 'zod'
import { LiveContent, LiveQuery } from './live.ts'

/**
 * Attributes of each kind of node and mark, read so that a bad one falls back to a harmless value.
 * A kind whose reading fails as a whole, such as a picture without a picture, is left out.
 */

const Text = (max: number) =>
  z
    .string()
    .catch('')
    .transform((text) => text.slice(0, max))
const Whole = (least: number, most: number, otherwise: number) =>
  z.coerce.number().int().min(least).max(most).catch(otherwise)
const Size = z.number().positive().max(20_000).nullable().catch(null)

const Cell = z.object({
  colspan: Whole(1, 100, 1),
  rowspan: Whole(1, 1000, 1),
  colwidth: z.array(z.number().int().min(0).max(10_000)).max(100).nullable().catch(null),
})

/** JSON text of something, kept as text once it is known to be that. */
const JsonOf = (shape: z.ZodType) =>
  z
    .string()
    .max(4_000_000)
    .refine((text) => shape.safeParse(jsonOrNothing(text)).success)

const Suggestion = z.object({
  id: z.union([z.string().max(80), z.number()]).catch(''),
  by: Text(80),
  at: Text(40),
})

/** Only pictures that every reader of documents draws, and that hold no program. */
const PICTURE = /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+={0,2}$/

const Nothing = z.object({})

export const NODE_ATTRIBUTES: Record<string, z.ZodType<Record<string, unknown>>> = {
  heading: z.object({ level: Whole(1, 4, 2) }),
  orderedList: z.object({ start: Whole(1, 9999, 1) }),
  tableHeader: Cell,
  tableCell: Cell,
  image: z.object({
    src: z.string().max(20_000_000).regex(PICTURE),
    alt: Text(2000),
    caption: Text(1000),
    width: Size,
    height: Size,
  }),
  callout: z.object({
    tone: z.enum(['information', 'important', 'warning', 'success']).catch('information'),
  }),
  live: z.object({
    id: Text(80),
    query: JsonOf(LiveQuery),
    caption: Text(400),
    frozenOn: z.iso.date().nullable().catch(null),
    frozen: JsonOf(LiveContent).nullable().catch(null),
  }),
  footnote: z.object({ text: Text(4000) }),
  citation: z.object({ text: Text(1000), url: Text(2000) }),
  figure: z.object({ key: Text(200), seen: Text(400) }),
}

export const MARK_ATTRIBUTES: Record<string, z.ZodType<Record<string, unknown>>> = {
  bold: Nothing,
  italic: Nothing,
  strike: Nothing,
  code: Nothing,
  link: z.object({ href: z.string().max(2000) }),
  comment: z.object({ thread: z.string().max(80) }),
  insertion: Suggestion,
  deletion: Suggestion,
  modification: Suggestion.extend({
    type: Text(40),
    attrName: z.string().max(80).nullable().catch(null),
    previousValue: z.unknown(),
    newValue: z.unknown(),
  }),
}

/** What the JSON text says; nothing when it is none. */
export function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
