import { useLocation, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useSetting } from '../app/settings.ts'
import { useShortcuts } from '../app/shortcuts.tsx'
import { applyTheme, type Theme } from '../app/theme.ts'
import { redoLast, undoLast } from '../app/undo.ts'
import { Banners } from './Banners.tsx'
import { KeyboardHelp } from './KeyboardHelp.tsx'
import { PLACES } from './pages.ts'
import { Palette } from './palette/Palette.tsx'
import { QuickEdit } from './quick-edit/QuickEdit.tsx'
import { Rail } from './Rail.tsx'
import { TopBar } from './TopBar.tsx'
import { useTableLayouts } from './table-layouts.ts'
import './Shell.css'

/** The frame around every page: rail, top bar, banners, palette, keyboard help. */
export function Shell({ children }: { children: ReactNode }) {
  const navigate = useNavigate()
  const [finding, setFinding] = useState(false)
  const [helping, setHelping] = useState(false)
  const [theme] = useSetting<Theme>('theme', 'system')
  useEffect(() => applyTheme(theme), [theme])
  useTableLayouts()
  useFocusOnArrival()

  useShortcuts({
    'mod+k': { label: 'Search, or go anywhere', run: () => setFinding(true) },
    'mod+z': { label: 'Undo your last change', run: undoLast },
    'mod+shift+z': { label: 'Redo', run: redoLast },
    'mod+y': { label: 'Redo', run: redoLast },
    u: { label: 'Undo your last change', run: undoLast },
    '?': { label: 'Show these keys', run: () => setHelping(true) },
    ...Object.fromEntries(
      PLACES.flatMap(({ to, key }) =>
        key ? [[key.press, { label: key.label, run: () => navigate({ to }) }]] : [],
      ),
    ),
  })

  return (
    <div className="shell">
      <button type="button" className="skip-link" onClick={focusMain}>
        Skip to the page
      </button>
      <Rail />
      <div className="shell-main">
        <TopBar onFind={() => setFinding(true)} onHelp={() => setHelping(true)} />
        <Banners />
        <main id="main" className="shell-page" tabIndex={-1}>
          {children}
        </main>
      </div>
      <Palette open={finding} onClose={() => setFinding(false)} onHelp={() => setHelping(true)} />
      <KeyboardHelp open={helping} onClose={() => setHelping(false)} />
      <QuickEdit />
    </div>
  )
}

/** Takes the focus into a page as it opens, so that keys and screen readers start there. */
function useFocusOnArrival(): void {
  const page = useLocation({ select: ({ pathname }) => pathname.split('/')[1] })
  const isFirst = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: for each page anew
  useEffect(() => {
    const inPage = document.activeElement?.closest('#main') !== null
    if (!isFirst.current && !inPage) focusMain()
    isFirst.current = false
  }, [page])
}

function focusMain(): void {
  document.getElementById('main')?.focus()
}
