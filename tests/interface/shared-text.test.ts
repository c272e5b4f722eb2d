import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import type { DocumentLink } from '../../src/app/replica.ts'
import { SharedText } from '../../src/pages/workshops/run/shared-text.ts'
import { moveCaret, textChange } from '../../src/pages/workshops/run/text-change.ts'

const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', 'é', '😀', '👍') })

function apply(before: string, change: ReturnType<typeof textChange>): string {
  if (!change) return before
  const { at, remove, insert } = change
  return before.slice(0, at) + insert + before.slice(at + remove)
}

describe('the change between two texts', () => {
  it('turns the one into the other, wherever the caret is', () => {
    fc.assert(
      fc.property(text, text, fc.nat(40), (before, after, caret) => {
        const change = textChange(before, after, Math.min(caret, after.length))
        expect(apply(before, change)).toBe(after)
      }),
    )
  })

  it('comes to the same in a shared text, which must not cut a character in half', () => {
    fc.assert(
      fc.property(text, text, fc.nat(40), (before, after, caret) => {
        const shared = new Y.Doc().getText('minutes')
        shared.insert(0, before)
        const change = textChange(before, after, Math.min(caret, after.length))
        if (change && change.remove > 0) shared.delete(change.at, change.remove)
        if (change?.insert) shared.insert(change.at, change.insert)
        expect(shared.toString()).toBe(after)
      }),
    )
  })

  it('is exactly what was typed at the caret, among letters that are all the same', () => {
    fc.assert(
      fc.property(fc.nat(8), fc.nat(8), fc.integer({ min: 1, max: 4 }), (head, tail, typed) => {
        const before = 'a'.repeat(head + tail)
        const after = 'a'.repeat(head + tail + typed)
        const expected = { at: head, remove: 0, insert: 'a'.repeat(typed) }
        expect(textChange(before, after, head + typed)).toEqual(expected)
      }),
    )
  })

  it('is none where nothing changed', () => {
    expect(textChange('same', 'same', 2)).toBeNull()
  })
})

describe('the caret', () => {
  it('stays between the same words when others type before it, behind it and around it', () => {
    expect(moveCaret(3, [{ insert: 'xy' }])).toBe(5)
    expect(moveCaret(3, [{ retain: 3 }, { insert: 'xy' }])).toBe(3)
    expect(moveCaret(3, [{ retain: 1 }, { delete: 1 }])).toBe(2)
    expect(moveCaret(3, [{ retain: 1 }, { delete: 9 }])).toBe(1)
    expect(moveCaret(3, [{ retain: 5 }, { delete: 2 }])).toBe(3)
  })

  it('never leaves the text', () => {
    fc.assert(
      fc.property(text, text, fc.nat(40), fc.nat(40), (before, after, place, caret) => {
        const shared = new Y.Doc().getText('minutes')
        shared.insert(0, before)
        let moved = Math.min(place, before.length)
        shared.observe(({ delta }) => {
          moved = moveCaret(moved, delta)
        })
        const change = textChange(before, after, Math.min(caret, after.length))
        shared.doc?.transact(() => {
          if (change && change.remove > 0) shared.delete(change.at, change.remove)
          if (change?.insert) shared.insert(change.at, change.insert)
        })
        expect(moved).toBeGreaterThanOrEqual(0)
        expect(moved).toBeLessThanOrEqual(after.length)
      }),
    )
  })
})

/** A service that keeps one document, for several pages; it refuses what contains `refuse`. */
class Hub {
  readonly #doc = new Y.Doc()
  readonly #hearers = new Set<(update: string) => void>()
  refuse: string | null = null
  isDown = false

  link(): DocumentLink {
    return {
      open: async () => {
        if (this.isDown) throw new Error('Accord does not answer.')
        const state = base64(Y.encodeStateAsUpdate(this.#doc))
        return { document: 'document:minutes-1', state, mayWrite: true, whyNot: null }
      },
      send: async (update) => {
        if (this.isDown) throw new Error('Accord does not answer.')
        const bytes = Buffer.from(update, 'base64')
        const trial = new Y.Doc()
        Y.applyUpdate(trial, Y.encodeStateAsUpdate(this.#doc))
        Y.applyUpdate(trial, bytes)
        if (this.refuse && trial.getText('minutes').toString().includes(this.refuse))
          throw new Error('It looks like an NHS number. Take it out.')
        Y.applyUpdate(this.#doc, bytes)
        for (const hear of this.#hearers) hear(update)
      },
      listen: (hear) => {
        this.#hearers.add(hear)
        return () => this.#hearers.delete(hear)
      },
    }
  }

  get value(): string {
    return this.#doc.getText('minutes').toString()
  }
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const settle = () => vi.advanceTimersByTimeAsync(10_000)

describe('a text that several people type', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('comes to the same for both', async () => {
    const hub = new Hub()
    const [asha, ben] = [new SharedText(hub.link()), new SharedText(hub.link())]
    await settle()
    asha.change({ at: 0, remove: 0, insert: 'Asha. ' })
    ben.change({ at: 0, remove: 0, insert: 'Ben. ' })
    await settle()
    expect(asha.value).toBe(ben.value)
    expect(hub.value).toBe(asha.value)
    expect(asha.value).toContain('Asha. ')
    expect(asha.value).toContain('Ben. ')
  })

  it('takes back only one’s own typing', async () => {
    const hub = new Hub()
    const [asha, ben] = [new SharedText(hub.link()), new SharedText(hub.link())]
    await settle()
    asha.change({ at: 0, remove: 0, insert: 'Asha. ' })
    await settle()
    ben.change({ at: 6, remove: 0, insert: 'Ben.' })
    await settle()
    asha.undo()
    await settle()
    expect(ben.value).toBe('Ben.')
    asha.redo()
    await settle()
    expect(ben.value).toBe('Asha. Ben.')
  })

  it('takes out what the service refuses, and says what it was and why', async () => {
    const hub = new Hub()
    const asha = new SharedText(hub.link())
    await settle()
    asha.change({ at: 0, remove: 0, insert: 'Kept.' })
    await settle()
    hub.refuse = '999'
    asha.change({ at: 5, remove: 0, insert: ' Called 999.' })
    await settle()
    expect(asha.value).toBe('Kept.')
    expect(asha.status.refused?.typed).toBe('Called 999.')
    expect(asha.status.refused?.reason).toMatch(/NHS number/)
    asha.change({ at: 5, remove: 0, insert: ' Called.' })
    await settle()
    expect(hub.value).toBe('Kept. Called.')
  })

  it('keeps what was typed while the service does not answer, and sends it later', async () => {
    const hub = new Hub()
    const asha = new SharedText(hub.link())
    await settle()
    hub.isDown = true
    asha.change({ at: 0, remove: 0, insert: 'Typed meanwhile.' })
    await settle()
    expect(asha.value).toBe('Typed meanwhile.')
    expect(asha.status.problem).toMatch(/not kept yet/)
    hub.isDown = false
    await settle()
    expect(hub.value).toBe('Typed meanwhile.')
    expect(asha.status.problem).toBeNull()
  })

  it('lets nothing in while a character is being composed', async () => {
    const hub = new Hub()
    const [asha, ben] = [new SharedText(hub.link()), new SharedText(hub.link())]
    await settle()
    asha.hold(true)
    ben.change({ at: 0, remove: 0, insert: 'Ben.' })
    await settle()
    expect(asha.value).toBe('')
    asha.hold(false)
    expect(asha.value).toBe('Ben.')
  })
})
