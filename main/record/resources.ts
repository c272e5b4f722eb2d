import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type Catalogue, CommissionFrame, FocusArea } from '../../domain/commission/catalogue.ts'
import { compareReferences } from '../../domain/commission/reference.ts'
import { IsoDate } from '../../domain/record/entry.ts'
import { ODS_CODE } from '../../domain/record/stream.ts'

/** Reads what ships with the product. The folder is found from here, run from source or built. */

const ShippedSystem = z.strictObject({
  ods: z.string().regex(ODS_CODE),
  ons: z.string(),
  name: z.string(),
  subRegion: z.enum(['East', 'West']),
  from: IsoDate,
})
export type ShippedSystem = z.infer<typeof ShippedSystem>

/** Folder `resources`: beside `main/` in the source, beside `out/` when built. */
export function resourcesDir(): string {
  const here = dirname(fileURLToPath(import.meta.url))
  return join(here, '..', '..', 'resources')
}

let catalogue: Catalogue | undefined

/** The commission's structure in our own words, in the report's order. Read once. */
export function readCatalogue(): Catalogue {
  if (!catalogue) {
    const areas = join(resourcesDir(), 'catalogue', 'focus-areas')
    const focusAreas = readdirSync(areas)
      .filter((name) => name.endsWith('.json'))
      .map((name) => FocusArea.parse(readResource('catalogue', 'focus-areas', name)))
      .sort((a, b) => compareReferences(a.reference, b.reference))
    catalogue = {
      ...CommissionFrame.parse(readResource('catalogue', 'commission.json')),
      focusAreas,
    }
  }
  return catalogue
}

export function readSystems(): ShippedSystem[] {
  return z.array(ShippedSystem).parse(readResource('systems.json'))
}

/**
 * A hash over all that the tables are filled from: another one asks for them to be filled anew. Of the
 * files as they stand, since to read what they say takes a fifth of a short command.
 */
export function shippedHash(): string {
  const areas = readdirSync(join(resourcesDir(), 'catalogue', 'focus-areas')).sort()
  const files = [
    ...areas.map((name) => join('catalogue', 'focus-areas', name)),
    join('catalogue', 'commission.json'),
    ...['systems.json', 'areas.json', 'metrics.json', 'baseline-figures.json'],
  ]
  const hash = createHash('sha256')
  for (const file of files)
    hash.update(`${file.replaceAll('\\', '/')}\0`).update(readFileSync(join(resourcesDir(), file)))
  return hash.digest('hex')
}

/** A JSON file of the folder, by the parts of its path. */
export function readResource(...path: string[]): unknown {
  return JSON.parse(readFileSync(join(resourcesDir(), ...path), 'utf8'))
}
