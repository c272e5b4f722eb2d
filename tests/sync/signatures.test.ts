import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newDeviceKey, signer, verifySignature } from '../../disk/signatures.ts'
import type { AnyEntry } from '../../domain/record/entry.ts'
import { standingKeys } from '../../domain/sync/device-keys.ts'
import { roomSignatures } from '../../domain/sync/room-signatures.ts'
import {
  type Chain,
  keyName,
  linkTo,
  nextStep,
  signatureOf,
  signEntry,
} from '../../domain/sync/signatures.ts'
import { hashOf, sha256 } from '../../main/record/signing.ts'
import { changeEntry } from '../server/support.ts'

/** Whatever is done to what somebody signed, it is seen, and nothing else is. */

const ROOM = 'ics:QK1:2026'
const ANN = 'a0000000-0000-4000-8000-000000000001'
const key = newDeviceKey()
const other = newDeviceKey()

function chainOf(notes: readonly string[], by = key): AnyEntry[] {
  const place = { key: keyName(by.publicKey, sha256), publicKey: by.publicKey }
  const sign = signer(by)
  let head: string | undefined
  return notes.map((note) => {
    const entry = signEntry(ROOM, changeEntry(ANN, { set: { note } }), { ...place, head }, sign)
    head = linkTo(hashOf(entry))
    return entry
  })
}

async function problemsOf(entries: readonly AnyEntry[], room = ROOM) {
  const check = roomSignatures(room, { sha256, verify: verifySignature, keep: true })
  for (const entry of entries) check.add(entry, hashOf(entry))
  return check.problems()
}

const notes = fc.array(fc.string({ unit: 'binary', maxLength: 30 }), { minLength: 1, maxLength: 8 })

test('what was signed is sound in whatever order it comes', async () => {
  await fc.assert(
    fc.asyncProperty(notes, fc.infiniteStream(fc.nat()), async (texts, order) => {
      const entries = [...chainOf(texts), ...chainOf(texts, other)]
      const shuffled = entries
        .map((entry) => ({ entry, at: order.next().value as number }))
        .sort((a, b) => a.at - b.at)
        .map(({ entry }) => entry)
      expect(await problemsOf(shuffled)).toEqual([])
    }),
    { numRuns: 40 },
  )
})

test('an entry that is changed, taken out, or told in another room is named', async () => {
  await fc.assert(
    fc.asyncProperty(notes, fc.nat(), fc.string(), async (texts, which, text) => {
      const entries = chainOf(texts)
      const at = which % entries.length
      const there = entries[at] as AnyEntry
      const changed = entries.with(at, { ...there, set: { note: `${text} otherwise` } })
      expect((await problemsOf(changed)).length).toBeGreaterThan(0)
      if (at < entries.length - 1) {
        expect(await problemsOf(entries.toSpliced(at, 1))).toEqual([
          { problem: 'missing', room: ROOM, entry: entries[at + 1]?.id, by: ANN },
        ])
      }
      const elsewhere = await problemsOf(entries, 'ics:QHL:2026')
      expect(elsewhere.map(({ problem }) => problem)).toContain('forged')
    }),
    { numRuns: 40 },
  )
})

test('nothing but the next of a chain may follow it', () => {
  fc.assert(
    fc.property(notes, (texts) => {
      const entries = chainOf(texts)
      const step = (entry: AnyEntry, chains: Chain[]) =>
        nextStep(ROOM, entry, hashOf(entry), chains, sha256)
      let chains: Chain[] = []
      for (const [i, entry] of entries.entries()) {
        for (const later of entries.slice(i + 1))
          expect(step(later, chains)).toMatchObject({ step: 'refused', reason: 'out-of-chain' })
        const taken = step(entry, chains)
        if (taken.step !== 'signed') throw new Error(`Not taken: ${JSON.stringify(taken)}`)
        chains = [taken.chain]
        for (const before of entries.slice(0, i + 1))
          expect(step(before, chains)).toMatchObject({ step: 'refused' })
      }
      expect(step(changeEntry(ANN), chains)).toEqual({ step: 'refused', reason: 'not-signed' })
    }),
    { numRuns: 30 },
  )
})

test('whatever stands in the field is a signature or none, and never throws', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (sig, begun) => {
      const entry = { ...changeEntry(ANN), sig, key: begun } as AnyEntry
      expect(['malformed', undefined]).toContain(signatureOf(entry))
      expect(nextStep(ROOM, entry, hashOf(entry), [], sha256)).toMatchObject({ step: 'refused' })
    }),
  )
})

test('a key counts as a member’s by the word of one that counts, and of no other', () => {
  const seen = ['one', 'two', 'three', 'alien'].map((publicKey, i) => ({
    ...{ member: ANN, publicKey, at: `2026-0${i + 1}` },
  }))
  const vouch = (by: string, publicKey: string) => ({ member: ANN, by, publicKey })
  const standing = (vouches: ReturnType<typeof vouch>[], firsts = new Map<string, string>()) =>
    standingKeys(seen, vouches, firsts).map((each) => each.standing)
  expect(standing([vouch('two', 'three'), vouch('one', 'two'), vouch('alien', 'alien')])).toEqual([
    ...['first', 'confirmed', 'confirmed', 'unconfirmed'],
  ])
  // One that is put before the first, with an older stamp, does not become it.
  expect(standing([vouch('one', 'alien')], new Map([[ANN, 'two']]))).toEqual([
    ...['unconfirmed', 'first', 'unconfirmed', 'unconfirmed'],
  ])
})
