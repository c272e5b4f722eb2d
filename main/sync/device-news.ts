import type { Me } from '../../domain/sync/protocol.ts'
import type { Notice } from '../../preload/types.ts'
import { readMeta, writeMeta } from '../record/database.ts'
import type { ServiceRecord } from '../record/record.ts'

const KEY = 'sync.devices'

/** Tells a member on each of their computers that another has come, or asks to. Once for each. */
export function tellDeviceNews(
  { db }: Pick<ServiceRecord, 'db'>,
  { devices = 0, waiting = 0 }: Me,
  notify: (level: Notice['level'], text: string) => void,
): void {
  const [had = devices, waited = 0] = (readMeta(db, KEY) ?? '')
    .split(' ')
    .filter(Boolean)
    .map(Number)
  if (devices === had && waiting === waited) return
  writeMeta(db, KEY, `${devices} ${waiting}`)
  if (waiting > waited)
    notify(
      'warning',
      'Another computer waits to come in. Look at Synchronisation: confirm it if you know whose it is, else refuse it.',
    )
  if (devices > had)
    notify(
      'warning',
      'Another computer now comes in as you. If it is not yours, end its access under Synchronisation.',
    )
}
