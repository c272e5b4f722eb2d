import { bridge } from './bridge.ts'
import { toast } from './toast.tsx'

/** Taking back and doing again, said in a toast whatever comes of it. */

async function takeBack(
  call: () => ReturnType<typeof bridge.call<'undo.last'>>,
  verb: string,
  nothing: string,
): Promise<void> {
  const answer = await call()
  if (!answer.ok) toast({ text: answer.error.message, level: 'problem' })
  else
    toast({ text: answer.value.said ? `${verb}: ${answer.value.said}` : nothing, kind: 'written' })
}

export function undoLast(): Promise<void> {
  return takeBack(() => bridge.call('undo.last', {}), 'Undone', 'There is nothing to undo.')
}

export function redoLast(): Promise<void> {
  return takeBack(() => bridge.call('undo.redo', {}), 'Redone', 'There is nothing to redo.')
}

/** Takes back deeds, the last first, whatever was done since. */
export async function undoBatches(batches: readonly string[]): Promise<void> {
  for (const batch of batches.toReversed()) {
    await takeBack(
      () => bridge.call('undo.batch', { batch }),
      'Undone',
      'That was already taken back.',
    )
  }
}
