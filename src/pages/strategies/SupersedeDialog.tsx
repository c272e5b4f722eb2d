import { useState } from 'react'
import type { StrategyDetail } from '../../../preload/strategies-types.ts'
import { useAsk, useTell } from '../../app/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogActions } from '../../ui/Dialog.tsx'
import { Select } from '../../ui/Select.tsx'

interface Props {
  strategy: Pick<StrategyDetail, 'id' | 'title'>
  open: boolean
  onClose: () => void
}

/** Names the strategy that takes the place of this one. */
export function SupersedeDialog({ strategy, open, onClose }: Props) {
  const list = useAsk('strategies.list', {})
  const move = useTell('strategies.move')
  const others = (list.data ?? []).filter(
    ({ id, state }) => id !== strategy.id && (state === 'agreed' || state === 'published'),
  )
  const [chosen, setChosen] = useState<string | null>(null)
  const by = chosen ?? others[0]?.id
  return (
    <Dialog title={`Replace “${strategy.title}”`} open={open} onClose={onClose}>
      {by === undefined ? (
        <p>No other strategy is agreed yet. Bring the new one to agreement first.</p>
      ) : (
        <Select
          label="The strategy that takes its place"
          options={others.map(({ id, title }) => ({ id, text: title }))}
          value={by}
          onChange={setChosen}
        />
      )}
      <DialogActions>
        <Button onPress={onClose}>Cancel</Button>
        {by !== undefined && (
          <Button
            kind="primary"
            isDisabled={move.isPending}
            onPress={() =>
              move.mutate({ id: strategy.id, to: 'superseded', by }, { onSuccess: onClose })
            }
          >
            Replace it
          </Button>
        )}
      </DialogActions>
    </Dialog>
  )
}
