import type { reportsContract } from '../../preload/reports-contract.ts'
import type { AreaParts, Handlers } from '../record/area.ts'
import { compareFreezes } from './compare.ts'
import { createReport, saveReport, saveSection } from './deeds.ts'
import { findFigures, traceFigure } from './figures.ts'
import { freezeNow } from './freeze.ts'
import { listReports, reportDetail } from './read.ts'
import { showSection } from './section.ts'
import { verifyFreeze } from './verify.ts'

/** The calls about impact reports, answered. */
export function reportProcedures({
  context,
  deed,
  shelf,
  running,
}: AreaParts): Pick<Handlers, keyof typeof reportsContract> {
  return {
    'reports.list': () => listReports(context()),
    'reports.get': ({ job, ...wanted }) =>
      running.run(job, (tools) => reportDetail(context(), wanted, tools)),
    'reports.create': (input) => deed((c) => createReport(c, input)),
    'reports.save': (input) => deed((c) => saveReport(c, input)),
    // Evidence stays once it was held: undo takes no freeze back.
    'reports.freeze': ({ job, ...wanted }) =>
      running.run(job, (tools) => freezeNow(context(), wanted, tools)),
    'reports.verify': ({ freeze, job }) =>
      running.run(job, (tools) => verifyFreeze(context(), freeze, tools)),
    'reports.compare': ({ job, ...freezes }) =>
      running.run(job, (tools) => compareFreezes(context(), freezes, tools)),
    'reports.section': ({ job, ...wanted }) =>
      running.run(job, (tools) => showSection(context(), wanted, tools)),
    'reports.figures': ({ job, ...wanted }) =>
      running.run(job, (tools) => findFigures(context(), wanted, tools)),
    'reports.figure': ({ job, ...wanted }) =>
      running.run(job, (tools) => traceFigure(context(), wanted, tools)),
    'reports.saveSection': (input) => deed((c) => saveSection(c, input)),
    'reports.build': ({ job, ...wanted }) =>
      running.run(job, async (tools) => {
        // Most of what makes files is needed here alone.
        const { buildReport } = await import('./build.ts')
        return buildReport(context(), shelf, wanted, tools)
      }),
  }
}
