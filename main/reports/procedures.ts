import type { reportsContract } from '../../preload/reports-contract.ts'
import type { AreaParts, Handlers } from '../procedures.ts'
import { buildReport } from './build.ts'
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
    'reports.get': (input) =>
      running.run(undefined, (tools) => reportDetail(context(), input, tools)),
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
    'reports.figures': (input) =>
      running.run(undefined, (tools) => findFigures(context(), input, tools)),
    'reports.figure': (input) =>
      running.run(undefined, (tools) => traceFigure(context(), input, tools)),
    'reports.saveSection': (input) => deed((c) => saveSection(c, input)),
    'reports.build': ({ job, ...wanted }) =>
      running.run(job, (tools) => buildReport(context(), shelf, wanted, tools)),
  }
}
