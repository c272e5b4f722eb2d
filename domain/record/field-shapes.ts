import { z } from 'zod'
import { ODS_CODE } from './stream.ts'

/** Shapes that fields of many kinds of subject share. */

export const Ods = z.string().regex(ODS_CODE)
/** Words that may be cleared. @param max characters */
export const text = (max: number) => z.string().trim().max(max).nullable()
/** Words that are always there. @param max characters */
export const title = (max: number) => z.string().trim().min(1).max(max)
export const removed = z.boolean()
/** SHA-256 in lower-case hexadecimal. */
export const Hash = z.string().regex(/^[0-9a-f]{64}$/)
/** Numbers of the commission's priorities for change. */
export const Priorities = z.array(z.number().int().min(1).max(10)).max(10)
