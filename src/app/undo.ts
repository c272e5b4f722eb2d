import { bridge } from '../bridge/bridge.ts'
import { toast } from './toast.tsx'

/** Taking back and doing again, said in a toast whatever comes of it. */

type Undoing = (sure: boolean) => ReturnType<typeof bridge.call<'undo.last'>>

async function takeBack(call: Undoing, nothing: string, sure = false): Promise<void> {
  const answer = await call(sure)
  if (!answer.ok) toast({ text: answer.error.message, level: 'problem' })
  else if (answer.value.asks)
    // It stays until the person has decided.
    toast({
      text: answer.value.asks,
      level: 'problem',
      action: { label: 'Take it back', run: () => takeBack(call, nothing, true) },
    })
  else toast({ text: answer.value.said ?? nothing, kind: 'written' })
}

export function undoLast(): Promise<void> {
  return takeBack((sure) => bridge.call('undo.last', { sure }), 'There is nothing to undo.')
}

export function redoLast(): Promise<void> {
  return takeBack(() => bridge.call('undo.redo', {}), 'There is nothing to redo.')
}

/** Takes back one deed, whatever was done since. */
export function undoBatch(batch: string): Promise<void> {
  return takeBack(
    (sure) => bridge.call('undo.batch', { batch, sure }),
    'That was already taken back.',
  )
}
