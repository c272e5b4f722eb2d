import { own } from '../../domain/own.ts'
import { useShortcutList } from '../app/shortcuts.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import './KeyboardHelp.css'

const NAMES: Record<string, string> = {
  mod: navigator.userAgent.includes('Mac') ? '⌘' : 'Ctrl',
  shift: 'Shift',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
}

/** Keys that every table takes, whatever page it is on. */
const IN_TABLES: readonly [string, string][] = [
  ['↑ ↓ ← →', 'Move between cells; on the headings, Enter sorts'],
  ['Enter', 'Open the row'],
  ['Space', 'Select the row'],
  ['Shift ↑ ↓', 'Select several rows'],
  ['Ctrl A', 'Select all rows'],
  ['Ctrl C', 'Copy the cell, or the selected rows, for Excel'],
  ['Ctrl V', 'Paste cells from Excel where you may edit'],
  ['Ctrl Home, End', 'First and last row'],
]

/** `mod+shift+z` as "Ctrl Shift Z". */
function keyWords(key: string): string {
  return key
    .split('+')
    .map(
      (part) =>
        own(NAMES, part) ?? (part.length === 1 && key.includes('+') ? part.toUpperCase() : part),
    )
    .join(' ')
}

/** All keys that work on the page on show. */
export function KeyboardHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const shortcuts = useShortcutList()
  return (
    <Dialog title="Keys" open={open} onClose={onClose} width="wide">
      <div className="key-help">
        <section>
          <h3>On this page</h3>
          <dl>
            {shortcuts.map(({ key, label }) => (
              <div key={key}>
                <dt>
                  <kbd>{keyWords(key)}</kbd>
                </dt>
                <dd>{label}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section>
          <h3>In tables</h3>
          <dl>
            {IN_TABLES.map(([key, label]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{label}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  )
}
