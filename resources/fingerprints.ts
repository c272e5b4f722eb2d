import { readFileSync, writeFileSync } from 'node:fs'
import { fingerprint } from '../domain/commission/fingerprint.ts'
import { ACTIONS_IN_REPORT } from '../domain/commission/match.ts'
import { parseReport } from '../domain/commission/report.ts'

/**
 * Run by hand on the published report: writes `resources/catalogue/fingerprints.json`, by which an
 * import recognises the commission's wordings without their being in the repository.
 *
 *     node resources/fingerprints.ts path/to/commission-report.txt
 */
const path = process.argv[2]
if (!path) throw new Error('Name the text of the published report.')
const { actions } = parseReport(readFileSync(path, 'utf8'))
if (actions.length !== ACTIONS_IN_REPORT) {
  throw new Error(`${actions.length} actions were found, not ${ACTIONS_IN_REPORT}.`)
}
const prints = Object.fromEntries(actions.map((one) => [one.reference, fingerprint(one.wording)]))
writeFileSync(
  new URL('./catalogue/fingerprints.json', import.meta.url),
  `${JSON.stringify(prints, null, 2)}\n`,
)
