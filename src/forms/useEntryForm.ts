import { useForm, useStore } from '@tanstack/react-form'
import { useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { AskError } from '../app/api.ts'
import { toast } from '../app/toast.tsx'
import { draftOf, forgetDraft, type Kept, keepDraft, onDrafts } from './drafts.ts'
import { longestOf } from './limits.ts'

/**
 * What every form of Accord is made of: its values, what is wrong with them, and a draft that
 * outlives the form until it is saved or thrown away on purpose. See docs/drafts.md.
 */

/** Thrown by a form's `save` when nothing was saved, and the person knows why: it all stays. */
export class NotSaved extends Error {}

interface Options<V extends object, B, R> {
  /** Names the place, such as `strategy/<id>`; there is one draft of each. `null` keeps none. */
  draft: string | null
  /** What the form begins with. It follows the record until something is typed. */
  values: V
  /**
   * What was in view when the typing began, which a draft brings back with it: a change that came
   * in meanwhile is then shown as a disagreement, and not overwritten.
   */
  basis?: B
  /** What must hold before it is saved; its messages stand beside their fields. */
  schema?: z.ZodType
  /** Saves; what is refused throws, and stays in the form. The draft goes once it is saved. */
  save: (values: V, basis: B) => Promise<R>
  /** Told once it is saved, as to close the form. */
  onSaved?: (saved: R) => void
  /** Whether the form stays open once it is saved, and begins again. */
  stays?: boolean
}

export interface FieldProps<T> {
  value: T
  onChange: (value: T) => void
  problem: string | undefined
  longest: number | undefined
}

export interface EntryForm<V extends object, B = unknown> {
  values: V
  set: (patch: Partial<V>) => void
  /** Everything a text field needs but its label. */
  field: <K extends keyof V & string>(name: K) => FieldProps<V[K]>
  /** What is wrong with a field, in words. */
  problem: (name: keyof V & string) => string | undefined
  basis: B
  /** Whether anything differs from what the form began with. */
  isChanged: boolean
  isSaving: boolean
  submit: () => Promise<void>
  /** When the draft was typed that the form was opened with, as an ISO moment; `null`: there was none. */
  draftFrom: string | null
  /** The draft that was thrown away while the form is open. */
  canBringBack: boolean
  throwAway: () => void
  bringBack: () => void
}

export function useEntryForm<V extends object, B = undefined, R = unknown>(
  options: Options<V, B, R>,
): EntryForm<V, B> {
  const { draft: key, schema } = options
  const [opened, setOpened] = useState(() => ({
    values: options.values,
    basis: options.basis as B,
  }))
  const [found] = useState(() => (key === null ? undefined : draftOf(key)))
  const [basis, setBasis] = useState(found ? basisOf<B>(found) : opened.basis)
  const [draftFrom, setDraftFrom] = useState(found?.at ?? null)
  const [thrown, setThrown] = useState<Kept | null>(null)
  const now = useRef(options)
  now.current = options
  const isDone = useRef(false)
  const isBehindSaved = useRef(false)

  const form = useForm({
    defaultValues: found ? valuesOf(opened.values, found) : opened.values,
    canSubmitWhenInvalid: true,
    ...(schema && { validators: { onSubmit: schema as never } }),
    onSubmit: async ({ value }) => {
      let saved: R
      try {
        saved = await now.current.save(value as V, basis)
      } catch (error) {
        // The service's own words have been said by then, in a toast.
        if (error instanceof AskError || error instanceof NotSaved) return
        throw error
      }
      // One goes on typing while it is saved, as at the next line of a list: that is not saved yet.
      const typed = form.state.values as V
      const isDoneWith = isSame(typed, value)
      isDone.current = isDoneWith
      if (key !== null && isDoneWith) forgetDraft(key)
      if (now.current.stays) begin()
      if (!isDoneWith) {
        isBehindSaved.current = true
        set(typedSince(opened.values, value as V, typed))
      }
      now.current.onSaved?.(saved)
    },
  })
  const values = useStore(form.store, (state) => state.values) as V
  const meta = useStore(form.store, (state) => state.fieldMeta) as Partial<
    Record<string, { errors: unknown[] }>
  >
  const isSaving = useStore(form.store, (state) => state.isSubmitting)
  const isChanged = !isSame(values, opened.values)

  function show(next: V): void {
    for (const [name, value] of Object.entries(next))
      form.setFieldValue(name as never, value as never)
  }

  /** What a schema said of a field is no longer so, once it was changed or is asked again. */
  function clearProblems(names: readonly string[]): void {
    for (const name of names)
      if (meta[name])
        form.setFieldMeta(name as never, (before) => ({
          ...before,
          errorMap: {},
          errorSourceMap: {},
        }))
  }

  function set(patch: Partial<V>): void {
    isDone.current = false
    clearProblems(Object.keys(patch))
    const next = { ...(form.state.values as V), ...patch }
    show(patch as V)
    keep(next, basis)
  }

  function keep(values: V, basis: B): void {
    if (key === null) return
    if (isSame(values, opened.values)) forgetDraft(key)
    else keepDraft(key, { at: new Date().toISOString(), values, basis })
  }

  function take(found: Kept): void {
    show(valuesOf(opened.values, found))
    setBasis(basisOf<B>(found))
    setDraftFrom(found.at)
    setThrown(null)
  }

  /** Begins anew from what the record says now. */
  function begin(): void {
    const { values, basis } = now.current
    setOpened({ values, basis: basis as B })
    setBasis(basis as B)
    setDraftFrom(null)
    show(values)
  }

  // Nothing typed yet: what has changed in the record meanwhile is what the person sees and changes.
  // Asked of the form as it is now: a key may be pressed between a drawing and what follows it.
  useEffect(() => {
    if (options.basis === opened.basis && options.values === opened.values) return
    if (isSame(options.values, opened.values) && isSame(options.basis, opened.basis)) return
    if (isSame(form.state.values, opened.values)) begin()
    else if (isBehindSaved.current) {
      // What was typed while this was saved: what one has saved oneself is in view behind it.
      isBehindSaved.current = false
      setBasis(options.basis as B)
      keep(form.state.values as V, options.basis as B)
    }
  })

  // One that comes in after the form was opened, as when the page has only just started; or goes, as
  // when another page has saved it.
  useEffect(() => {
    if (key === null) return
    let before = draftOf(key)
    return onDrafts(() => {
      const found = draftOf(key)
      const isUntouched = isSame(form.state.values, opened.values)
      if (found && isUntouched) take(found)
      else if (!found && before && !isUntouched && !isDone.current) begin()
      before = found
    })
  })

  const throwAway = () => {
    const found = key === null ? undefined : draftOf(key)
    if (key === null || !found) return
    forgetDraft(key)
    show(opened.values)
    setBasis(opened.basis)
    setDraftFrom(null)
    setThrown(found)
    sayThrownAway(key, found)
  }

  useSayKept(key, () => !isDone.current)

  const problem = (name: string): string | undefined => {
    const [error] = meta[name]?.errors ?? []
    return (error as { message?: string } | undefined)?.message
  }

  return {
    values,
    set,
    field: (name) => ({
      value: values[name],
      onChange: (value) => set({ [name]: value } as unknown as Partial<V>),
      problem: problem(name),
      longest: longestOf(shapeOf(schema)?.[name]),
    }),
    problem,
    basis,
    isChanged,
    isSaving,
    submit: () => {
      clearProblems(Object.keys(meta))
      return form.handleSubmit()
    },
    draftFrom,
    canBringBack: thrown !== null && !isChanged,
    throwAway,
    bringBack: () => {
      if (key !== null && thrown) keepDraft(key, thrown)
    },
  }
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/**
 * What was typed after it was sent to be saved. In a line that begins empty each time, that is what
 * comes behind; elsewhere the whole of it, which stands for what was saved.
 */
function typedSince<V extends object>(begun: V, sent: V, typed: V): V {
  const rest = Object.entries(typed).map(([name, value]) => {
    const [before, saved] = [begun[name as keyof V], sent[name as keyof V]]
    const isBehind =
      before === '' && typeof value === 'string' && value.startsWith(String(saved)) && saved !== ''
    return [name, isBehind ? value.slice(String(saved).length) : value]
  })
  return Object.fromEntries(rest) as V
}

/** A draft of an older Accord may lack a field that the form has now. */
const valuesOf = <V extends object>(begun: V, { values }: Kept): V => ({
  ...begun,
  ...(values as Partial<V>),
})
const basisOf = <B>({ basis }: Kept): B => basis as B

const shapeOf = (schema: unknown): Record<string, unknown> | undefined =>
  (schema as { shape?: Record<string, unknown> } | undefined)?.shape

function sayThrownAway(key: string, found: Kept): void {
  toast({
    text: 'The draft is thrown away.',
    kind: 'written',
    action: { label: 'Undo', run: () => keepDraft(key, found) },
  })
}

/** Says, when a form closes with something unsaved in it, that it is kept, and how to let it go. */
function useSayKept(key: string | null, isUnsaved: () => boolean): void {
  const unsaved = useRef(isUnsaved)
  unsaved.current = isUnsaved
  useEffect(() => {
    if (key === null) return
    return () => {
      const found = draftOf(key)
      if (!found || !unsaved.current()) return
      toast({
        text: 'Not saved. What you typed is kept here as a draft.',
        kind: 'written',
        action: {
          label: 'Throw away',
          run: () => {
            forgetDraft(key)
            sayThrownAway(key, found)
          },
        },
      })
    }
  }, [key])
}
