import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useSetting } from '../../app/settings.ts'
import { useApp } from '../../app/state.tsx'
import type { Theme } from '../../app/theme.ts'
import { redoLast, undoLast } from '../../app/undo.ts'

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
      { text: 'My system', key: 'Shift M', run: () => navigate({ to: '/my-system' }) },
      { text: 'Register', key: 'Shift R', run: () => navigate({ to: '/register' }) },
      { text: 'Across systems', key: 'Shift A', run: () => navigate({ to: '/across' }) },
      { text: 'Metrics', run: () => navigate({ to: '/metrics' }) },
      {
        text: 'Map and ranking of a metric',
        run: () => navigate({ to: '/metrics', search: { view: 'map' } }),
      },
      {
        text: 'Early warnings in the metrics',
        run: () => navigate({ to: '/metrics', search: { view: 'warnings' } }),
      },
      { text: 'Scorecard of this system', run: () => navigate({ to: '/metrics/system' }) },
      { text: 'Import values of metrics', run: () => navigate({ to: '/metrics/import' }) },
      { text: 'Workshops', key: 'Shift W', run: () => navigate({ to: '/workshops' }) },
      { text: 'Strategies', run: () => navigate({ to: '/strategies' }) },
      { text: 'Reports', run: () => navigate({ to: '/reports' }) },
      { text: 'Learning: case studies', run: () => navigate({ to: '/learning' }) },
      {
        text: 'Mapping of priorities: overlaps and gaps',
        run: () => navigate({ to: '/strategies/mapping' }),
      },
      { text: 'People and owners', run: () => navigate({ to: '/owners' }) },
      { text: 'Chase owners', run: () => navigate({ to: '/chase' }) },
      { text: 'Disagreements to settle', run: () => navigate({ to: '/conflicts' }) },
      { text: 'Organisational checklist', run: () => navigate({ to: '/checklist' }) },
      { text: 'Challenges to policymakers', run: () => navigate({ to: '/challenges' }) },
      { text: 'Excel and CSV: export and import', run: () => navigate({ to: '/exchange' }) },
      { text: 'Import the report', run: () => navigate({ to: '/import/report' }) },
      { text: 'Settings', run: () => navigate({ to: '/settings' }) },
      {
        text: 'Back up or restore the record',
        run: () => navigate({ to: '/settings', hash: 'backups' }),
      },
      {
        text: 'Check the record against its log',
        run: () => navigate({ to: '/settings', hash: 'record' }),
      },
      { text: 'Mergers of systems', run: () => navigate({ to: '/settings', hash: 'systems' }) },
      { text: 'Synchronisation: sharing and its server', run: () => navigate({ to: '/sync' }) },
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
