import { useState } from 'react'
import { LongWait } from '../../app/LongWait.tsx'
import { useLongAsk } from '../../app/useLongAsk.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogActions } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { type NodeDialogProps, putNode } from './put-node.ts'

/** Shown at once; typing narrows them. */
const MOST = 30

/** Quotes a figure of the report's freeze as it reads there. */
export function FigureDialog({
  editor,
  onClose,
  pos,
  freeze,
}: NodeDialogProps & { freeze: string }) {
  const [search, setSearch] = useState('')
  const asked = useLongAsk('reports.figures', {
    freeze,
    limit: MOST,
    ...(search.trim() ? { search: search.trim() } : {}),
  })
  const figures = asked.query
  return (
    <Dialog title="Figure of this report" open onClose={onClose}>
      <TextField
        label="Find a figure"
        hint="Part of what it says, such as a system or a status"
        value={search}
        onChange={setSearch}
        autoFocus
      />
      {!figures.data && <LongWait label="Looking up the figures" asked={asked} />}
      <ul className="figure-list">
        {figures.data?.map(({ key, label, text }) => (
          <li key={key}>
            <Button
              kind="quiet"
              onPress={() => {
                putNode(editor, 'figure', { key, seen: text }, pos)
                onClose()
              }}
            >
              <b>{text}</b> {label}
            </Button>
          </li>
        ))}
      </ul>
      {figures.data?.length === 0 && <p className="quiet">No figure says that.</p>}
      <DialogActions>
        <Button onPress={onClose}>Cancel</Button>
      </DialogActions>
    </Dialog>
  )
}
