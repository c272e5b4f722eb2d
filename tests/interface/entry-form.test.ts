import '../merging/dom.ts'
import { createElement, useLayoutEffect, useRef } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, expect, test, vi } from 'vitest'

vi.stubGlobal('location', new URL('http://localhost/'))
Object.assign(window, {
  accord: { host: 'browser', listen: () => () => undefined, call: async () => ({ ok: true }) },
})
const { useEntryForm } = await import('../../src/forms/useEntryForm.ts')

interface Values {
  status: string
  note: string
}
interface Props {
  values: Values
  basis: string
  /** Done as soon as the form has been drawn with this basis, before anything else happens. */
  onBasis?: Record<string, Partial<Values>>
  save?: (values: Values, basis: string) => Promise<unknown>
}

let form: ReturnType<typeof useEntryForm<Values, string>>
const close: (() => void)[] = []
afterEach(() => {
  for (const each of close.splice(0)) each()
})

function Form({ values, basis, onBasis, save }: Props) {
  form = useEntryForm<Values, string>({
    draft: null,
    values,
    basis,
    stays: true,
    save: save ?? (async () => undefined),
  })
  const hit = useRef('')
  useLayoutEffect(() => {
    const typed = hit.current === basis ? undefined : onBasis?.[basis]
    hit.current = basis
    if (typed) form.set(typed)
  })
  return null
}

function openForm(first: Props): (next: Props) => Promise<void> {
  const root = createRoot(document.createElement('div'))
  close.push(() => root.unmount())
  const draw = async (props: Props) => {
    root.render(createElement(Form, props))
    await settled()
  }
  void draw(first)
  return draw
}
const settled = () => new Promise((done) => setTimeout(done, 20))

const BEGUN: Values = { status: 'planned', note: '' }

test('a key pressed at the moment when the record answers is kept', async () => {
  const draw = openForm({ values: BEGUN, basis: 'none' })
  await settled()
  await draw({ values: BEGUN, basis: 'heads', onBasis: { heads: { status: 'blocked' } } })
  form.set({ note: 'Waits.' })
  await settled()
  expect(form.values).toEqual({ status: 'blocked', note: 'Waits.' })
})

test('an untouched form follows the record', async () => {
  const draw = openForm({ values: BEGUN, basis: 'none' })
  await settled()
  await draw({ values: { status: 'complete', note: '' }, basis: 'heads' })
  expect(form.values.status).toBe('complete')
  expect(form.basis).toBe('heads')
})

test('what is typed while the line before is saved stays, and stands on what was saved', async () => {
  const saved: [Values, string][] = []
  let answer = () => undefined as unknown
  const save = (values: Values, basis: string) => {
    saved.push([values, basis])
    return new Promise((done) => {
      answer = () => done(undefined)
    })
  }
  const draw = openForm({ values: BEGUN, basis: 'one', save })
  await settled()
  form.set({ note: 'First.' })
  await settled()
  const saving = form.submit()
  await settled()
  form.set({ note: 'First. Second' })
  await settled()
  answer()
  await saving
  await settled()
  expect(form.values.note).toBe(' Second')
  await draw({ values: BEGUN, basis: 'two', save })
  form.set({ note: 'Second thing.' })
  await settled()
  const again = form.submit()
  await settled()
  answer()
  await again
  expect(saved).toEqual([
    [{ status: 'planned', note: 'First.' }, 'one'],
    [{ status: 'planned', note: 'Second thing.' }, 'two'],
  ])
  await settled()
  expect(form.values).toEqual(BEGUN)
})
