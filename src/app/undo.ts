import { bridge } from '../bridge/bridge.ts'
import { toast } from './toast.tsx'

/** Taking back and doing again, said in a toast whatever comes of it. */

async function takeBack(
  call: () => ReturnType<typeof bridge.call<'undo.last'>>,
  nothing: string,
): Promise<void> {
  const answer = await call()
  if (!answer.ok) toast({ text: answer.error.message, level: 'problem' })
  else toast({ text: answer.value.said ?? nothing, kind: 'written' })
}

export function undoLast(): Promise<void> {
  return takeBack(() => bridge.call('undo.last', {}), 'There is nothing to undo.')
}

export function redoLast(): Promise<void> {
  return takeBack(() => bridge.call('undo.redo', {}), 'There is nothing to redo.')
}

/** Takes back one deed, whatever was done since. */
export function undoBatch(batch: string): Promise<void> {
  return takeBack(() => bridge.call('undo.batch', { batch }), 'That was already taken back.')
}
