import { type ExampleYear, exampleYear } from '../../domain/example/year.ts'
import { hashOf } from '../../main/documents/kept-text.ts'
import { readCatalogue, readSystems } from '../../main/record/resources.ts'

export const HOME_SYSTEM = 'QK1'

/** The example year that ends on a day, from the shipped catalogue. */
export function yearUpTo(today: string, seed = 'test'): ExampleYear {
  return exampleYear({
    catalogue: readCatalogue(),
    systems: readSystems(),
    home: HOME_SYSTEM,
    today,
    seed,
    hash: hashOf,
  })
}
