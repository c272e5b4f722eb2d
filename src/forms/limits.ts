import { z } from 'zod'

/** How many characters a field's schema takes at most; `undefined` where it sets no limit. */
export function longestOf(schema: unknown): number | undefined {
  if (schema instanceof z.ZodString) return schema.maxLength ?? undefined
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault
  )
    return longestOf(schema.unwrap())
  if (schema instanceof z.ZodPipe) return longestOf(schema.in) ?? longestOf(schema.out)
  if (schema instanceof z.ZodUnion) {
    const limits = schema.options.flatMap((option) => longestOf(option) ?? [])
    return limits.length > 0 ? Math.max(...limits) : undefined
  }
  return undefined
}

/**
 * Words that a form cannot do without, as long as the record's own field takes them.
 * @param message what to do when they are missing
 * @param least fewest characters that say anything
 */
export function wordsFor(field: unknown, message: string, least = 1): z.ZodString {
  return z
    .string()
    .trim()
    .min(least, message)
    .max(longestOf(field) ?? Number.MAX_SAFE_INTEGER)
}

/** A work address, which may be left empty. @param field the record's own field */
export function emailFor(field: z.ZodType): z.ZodString {
  return z
    .string()
    .trim()
    .max(longestOf(field) ?? Number.MAX_SAFE_INTEGER)
    .refine((text) => text === '' || field.safeParse(text).success, {
      message: 'Give an address such as jo.bell@example.nhs.uk, or leave this empty.',
    })
}
