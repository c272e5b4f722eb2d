import { Dialog } from '../../ui/Dialog.tsx'
import { LIST_ACTIONS, MARK_ACTIONS, STYLE_ACTIONS } from '../toolbar/actions.ts'

const OTHERS: readonly [string, string][] = [
  ['/', 'Put in a table, picture, note or live block'],
  ['Ctrl K', 'Link the chosen words'],
  ['Ctrl Alt M', 'Comment on the chosen words'],
  ['Ctrl F', 'Find and replace'],
  ['Ctrl Z, Ctrl Y', 'Undo what you typed, and do it again'],
  ['Tab, Shift Tab', 'Deeper and less deep in a list; next and last cell of a table'],
  ['Enter', 'On a chosen picture, note or block: its settings'],
  ['Alt F10', 'Go to the tools; arrow keys move between them'],
  ['# and a space', 'Begin a heading; ## a smaller one'],
  ['- and a space', 'Begin a list; 1. a numbered one'],
]

export function KeysDialog({ onClose }: { onClose: () => void }) {
  const actions = [...MARK_ACTIONS, ...STYLE_ACTIONS, ...LIST_ACTIONS]
  const keyed = actions.flatMap(({ text, key }) => (key ? [[key, text] as const] : []))
  return (
    <Dialog title="Keys of the text" open onClose={onClose} width="wide">
      <dl className="editor-keys">
        {[...OTHERS, ...keyed].map(([key, text]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
