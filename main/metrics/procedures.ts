import type { z } from 'zod'
import type { Output } from '../../preload/contract.ts'
import type { metricsContract } from '../../preload/metrics-contract.ts'
import type { Written } from '../../preload/types.ts'
import type { WritingContext } from '../record/context.ts'
import type { FileShelf } from '../runtime/files.ts'
import type { Jobs } from '../runtime/jobs.ts'
import { linkedActions } from './actions.ts'
import { listMetrics, metricDetail } from './catalogue.ts'
import { metricChart } from './chart.ts'
import { compareAreas, knownAreas, requireMetric } from './context.ts'
import { exportMetrics } from './export.ts'
import { metricGaps } from './gaps.ts'
import { metricsImporter, previewTable } from './import.ts'
import { chosenGroup } from './observations.ts'
import { regionOverview, scorecard } from './overview.ts'
import { readSeries } from './series.ts'
import { sideBySide } from './side-by-side.ts'
import { earlyWarnings } from './warnings.ts'
import { defineMetric, enterValues, retractValues, setTarget } from './writing.ts'

type Handlers = {
  [P in keyof typeof metricsContract]: (
    input: z.output<(typeof metricsContract)[P]['input']>,
  ) => Output<P> | Promise<Output<P>>
}

interface Parts {
  shelf: FileShelf
  running: Jobs
  context(): WritingContext
  /** Does a deed that undo can take back. */
  deed<W extends Written>(act: (context: WritingContext) => W): W
  /** Notes for undo a deed that took its time. */
  done(written: Written): void
}

/** The calls about metrics, answered. */
export function metricsProcedures({ shelf, running, context, deed, done }: Parts): Handlers {
  const imports = metricsImporter(shelf)
  return {
    'metrics.list': ({ ics }) => listMetrics(context(), ics),
    'metrics.get': ({ metric }) => metricDetail(context(), metric),
    'metrics.areas': () => [...knownAreas(context()).values()].sort(compareAreas),
    'metrics.series': (asked) => {
      const { definition } = requireMetric(context(), asked.metric)
      const group = chosenGroup(context(), asked.metric, asked)
      const { metric, categoryType = null, areas } = asked
      return readSeries(context(), definition, { metric, ...group, categoryType, areas })
    },
    'metrics.chart': (asked) => metricChart(context(), asked),
    'metrics.sideBySide': (asked) => sideBySide(context(), asked),
    'metrics.gaps': (asked) => metricGaps(context(), asked),
    'metrics.actions': ({ metric, ics }) => linkedActions(context(), metric, ics),
    'metrics.scorecard': ({ ics }) => scorecard(context(), ics),
    'metrics.region': () => regionOverview(context()),
    'metrics.warnings': ({ ics }) => earlyWarnings(context(), ics),

    'metrics.define': ({ metric, fields, seen }) =>
      deed((c) => defineMetric(c, metric, fields, seen)),
    'metrics.setTarget': ({ scope, metric, fields, seen }) =>
      deed((c) => setTarget(c, scope, metric, fields, seen)),
    'metrics.enter': (entered) => deed((c) => enterValues(c, entered)),
    'metrics.retract': (places) => deed((c) => retractValues(c, places)),

    'metrics.readTable': ({ file, sheet, headingRow, job }) =>
      running.run(job, async (tools) =>
        previewTable(await shelf.incoming(file), { sheet, headingRow }, tools),
      ),
    'metrics.previewImport': ({ file, mapping, scope, job }) =>
      running.run(job, async (tools) =>
        imports.preview(context(), await shelf.incoming(file), { mapping, scope }, tools),
      ),
    'metrics.importMixes': ({ preview, metrics }) => imports.mixes(context(), preview, metrics),
    'metrics.import': async ({ preview, indicators, rhythms, job }) => {
      const written = await running.run(job, (tools) =>
        imports.apply(context(), preview, { indicators, rhythms }, tools),
      )
      done(written)
      return written
    },
    'metrics.export': (asked) => exportMetrics(context(), shelf, asked),
  }
}
