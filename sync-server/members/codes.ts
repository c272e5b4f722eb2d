import { randomInt } from 'node:crypto'

/** Letters and digits that nobody mishears or misreads for another: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const GROUP = 5

/** A one-time code to read over the telephone, as `K7QM4-T2X9R`: 50 bits. */
export function newCode(): string {
  const letters = Array.from({ length: GROUP * 2 }, () => ALPHABET[randomInt(ALPHABET.length)])
  return `${letters.slice(0, GROUP).join('')}-${letters.slice(GROUP).join('')}`
}

/** The code as it was made, from what somebody typed: case, spaces and look-alikes forgiven. */
export function plainCode(typed: string): string {
  return typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
}
