import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { ODS_CODE } from '../../domain/record/stream.ts'
import { resourcesDir } from '../record/resources.ts'

const Area = z.strictObject({
  /** ONS code. */
  code: z.string().regex(/^E\d{8}$/),
  name: z.string().min(1),
  type: z.enum(['country', 'icb', 'local-authority']),
  /** ODS code of the system it is, or belongs to; null for England. */
  system: z.string().regex(ODS_CODE).nullable(),
  /** ONS code of the area it is part of. */
  parent: z.string().nullable(),
})
export type Area = z.infer<typeof Area>

/** England, the 11 integrated care boards and their 24 local authorities, by ONS code. */
export function readAreas(): Map<string, Area> {
  const text = readFileSync(join(resourcesDir(), 'areas.json'), 'utf8')
  const areas = z.array(Area).parse(JSON.parse(text))
  return new Map(areas.map((area) => [area.code, area]))
}
