import { useCallback } from 'react'
import { ask, useAsk } from './api.ts'
import { showAtOnce } from './show-at-once.ts'
import { toast } from './toast.tsx'

/** What this person likes to see, kept in their record and never shared. */

const KEY = ['settings.get', {}]

/** Keeps a setting: shows at once, and says so when it could not be kept. */
export async function setSetting(key: string, value: unknown): Promise<void> {
  const settle = showAtOnce<Record<string, unknown>>(
    { queryKey: KEY, exact: true },
    (settings) => ({
      ...settings,
      [key]: value,
    }),
  )
  try {
    await ask('settings.set', { key, value: value as never })
    settle(true)
  } catch (error) {
    toast({ text: (error as Error).message, level: 'problem' })
    settle(false)
  }
}

/** A setting and how to change it; `fallback` until it is known or when it was never set. */
export function useSetting<T>(key: string, fallback: T): [T, (value: T) => void] {
  const settings = useAsk('settings.get', {})
  const value = (settings.data?.[key] as T | undefined) ?? fallback
  return [value, useCallback((next: T) => void setSetting(key, next), [key])]
}
