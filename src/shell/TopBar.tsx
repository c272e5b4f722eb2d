import { useAsk } from '../app/api.ts'
import { Icon } from '../app/icons.tsx'
import { useApp } from '../app/state.tsx'
import { redoLast, undoLast } from '../app/undo.ts'
import { Button } from '../ui/Button.tsx'
import { Reason } from '../ui/Reason.tsx'
import { SavedState } from './SavedState.tsx'
import { SyncIndicator } from './SyncIndicator.tsx'

/** Search, undo and redo, whether all is saved, and who is using Accord. */
export function TopBar({ onFind, onHelp }: { onFind: () => void; onHelp: () => void }) {
  const { state } = useApp()
  const undo = useAsk('undo.state', {})
  return (
    <header className="top-bar">
      <button type="button" className="top-find" onClick={onFind}>
        <Icon name="search" />
        <span>Search actions, people and pages</span>
        <kbd>Ctrl K</kbd>
      </button>
      <div className="top-history">
        <Reason text={undo.data?.undo ? `Undo: ${undo.data.undo}` : 'Nothing to undo'}>
          <Button
            kind="quiet"
            aria-label="Undo"
            isDisabled={!undo.data?.undo}
            onPress={() => void undoLast()}
          >
            <Icon name="undo" />
          </Button>
        </Reason>
        <Reason text={undo.data?.redo ? `Redo: ${undo.data.redo}` : 'Nothing to redo'}>
          <Button
            kind="quiet"
            aria-label="Redo"
            isDisabled={!undo.data?.redo}
            onPress={() => void redoLast()}
          >
            <Icon name="redo" />
          </Button>
        </Reason>
        <Button kind="quiet" aria-label="Keyboard shortcuts" onPress={onHelp}>
          <Icon name="keyboard" />
        </Button>
      </div>
      <SavedState />
      <SyncIndicator />
      <span className="top-member">{state.member?.name}</span>
    </header>
  )
}
