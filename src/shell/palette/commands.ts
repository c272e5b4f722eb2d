import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useSetting } from '../../app/settings.ts'
import { useApp } from '../../app/state.tsx'
import type { Theme } from '../../app/theme.ts'
import { redoLast, undoLast } from '../../app/undo.ts'
import { PLACES } from '../pages.ts'

export interface PaletteCommand {
  text: string
  /** Key that does the same, for learning it. */
  key?: string
  run: () => unknown
}

/** Pages to go to and things to do from anywhere. */
export function usePaletteCommands(onHelp: () => void): PaletteCommand[] {
  const navigate = useNavigate()
  const { systems, ics, setIcs } = useApp()
  const [, setTheme] = useSetting<Theme>('theme', 'system')
  return useMemo(
    () => [
      ...PLACES.flatMap(({ to, title, command = title, key, more = [] }): PaletteCommand[] => [
        ...(command === null
          ? []
          : [{ text: command, ...(key && { key: key.shown }), run: () => navigate({ to }) }]),
        ...more.map(({ text, below = '', search, hash }) => ({
          text,
          run: () =>
            navigate({
              to: `${to}${below}` as typeof to,
              ...(search && { search }),
              ...(hash && { hash }),
            }),
        })),
      ]),
      { text: 'Undo', key: 'Ctrl Z', run: undoLast },
      { text: 'Redo', key: 'Ctrl Shift Z', run: redoLast },
      { text: 'Use light colours', run: () => setTheme('light') },
      { text: 'Use dark colours', run: () => setTheme('dark') },
      { text: 'Use the colours of this computer', run: () => setTheme('system') },
      { text: 'Keyboard shortcuts', key: '?', run: onHelp },
      ...systems
        .filter((system) => system.ods !== ics)
        .map(({ ods, name }) => ({ text: `Show ${name}`, run: () => setIcs(ods) })),
    ],
    [navigate, onHelp, systems, ics, setIcs, setTheme],
  )
}
