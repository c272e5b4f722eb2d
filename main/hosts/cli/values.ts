import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { AnyActionReference } from '../../../domain/commission/reference.ts'
import { UserError } from '../../../domain/errors.ts'
import { IsoDate } from '../../../domain/record/entry.ts'
import { Grant } from '../../../domain/record/grants.ts'

/** Readers of what stands on the command line. They throw `UserError`, mostly as a wrong call. */

/** Clears a field. */
export const NONE = 'none'

export function wrongCall(message: string): UserError {
  return new UserError(message, 'wrong-call')
}

/** One of these words, such as a status. */
export function oneOf<T extends string>(what: string, many: string, words: readonly T[]) {
  return (value: string): T => {
    const found = words.find((word) => word === value.trim().toLowerCase())
    if (found === undefined) {
      throw wrongCall(`There is no ${what} "${value}". The ${many} are: ${words.join(', ')}.`)
    }
    return found
  }
}

/** Several, with commas between them. */
export function severalOf<T>(read: (value: string) => T) {
  return (value: string): T[] => value.split(',').map((each) => read(each.trim()))
}

export function actionReference(value: string): string {
  const parsed = AnyActionReference.safeParse(value)
  if (!parsed.success) {
    throw wrongCall(`"${value}" is not the reference of an action. References look like HS1.e2.`)
  }
  return parsed.data
}

export function dateOrNone(value: string): string | null {
  if (value === NONE) return null
  if (!IsoDate.safeParse(value).success) {
    throw wrongCall(
      `"${value}" is not a date. Write year, month and day, such as 2026-12-01, or none.`,
    )
  }
  return value
}

export function textOrNone(value: string): string | null {
  return value === NONE || value.trim() === '' ? null : value
}

/** Collects `--grant` however often it is given. */
export function grants(value: string, before: Grant[] = []): Grant[] {
  const parsed = Grant.safeParse(value)
  if (!parsed.success) {
    throw wrongCall(`There is no grant "${value}". ${parsed.error.issues[0]!.message}`)
  }
  return [...before, parsed.data]
}

export function wholeNumber(what: string, from: number, to: number) {
  return (value: string): number => {
    const number = Number(value)
    if (!Number.isInteger(number) || number < from || number > to) {
      throw wrongCall(`"${value}" is not ${what}. Write a number from ${from} to ${to}.`)
    }
    return number
  }
}

/** Full path of a file that is there, since whoever reads it may work in another folder. */
export function existingFile(path: string): string {
  const full = resolve(path)
  if (!existsSync(full)) throw new UserError(`There is no file at ${full}.`)
  return full
}
