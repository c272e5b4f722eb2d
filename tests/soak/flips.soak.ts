import { test } from 'vitest'
import { updateAction } from '../../main/register/writing.ts'
import { contextOf, HOME, newRecord, REFERENCE } from '../helpers.ts'
import { entriesOf, openFlipped } from '../record/flips.ts'

test('bits that turn anywhere in a record are noticed or harmless', async () => {
  const record = newRecord()
  for (let n = 0; n < 100; n += 1)
    updateAction(contextOf(record), HOME, REFERENCE, { note: `Note ${n}` })
  await record.backup()
  const all = entriesOf(record.db)
  record.close()
  console.log(await openFlipped(record.dataDir, all, 400, Date.now()))
})
