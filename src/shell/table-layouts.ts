import { useEffect, useRef } from 'react'
import { useAsk } from '../app/api.ts'
import { setSetting } from '../app/settings.ts'
import { type TableLayout, tableLayouts } from '../ui/table/table-state.ts'

const PREFIX = 'table.'
const SAVE_AFTER_MS = 800

/** Loads the layouts of tables from the person's settings, and keeps them there as they change. */
export function useTableLayouts(): void {
  const { data: settings } = useAsk('settings.get', {})
  const loaded = useRef(false)

  useEffect(() => {
    if (!settings || loaded.current) return
    loaded.current = true
    for (const [key, value] of Object.entries(settings)) {
      if (key.startsWith(PREFIX))
        tableLayouts.set(key.slice(PREFIX.length), value as Partial<TableLayout>)
    }
  }, [settings])

  useEffect(() => {
    const timers = new Map<string, number>()
    const stop = tableLayouts.watch((key) => {
      if (!loaded.current) return
      window.clearTimeout(timers.get(key))
      const save = () => void setSetting(PREFIX + key, tableLayouts.get(key))
      timers.set(key, window.setTimeout(save, SAVE_AFTER_MS))
    })
    return () => {
      stop()
      for (const timer of timers.values()) window.clearTimeout(timer)
    }
  }, [])
}
