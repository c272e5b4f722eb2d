import type { AreaParts, Handlers } from '../record/area.ts'
import { resolveLive } from './index.ts'
import { resolveLiveOn } from './on-day.ts'

/** The call of live blocks, answered: what one shows now, or would have shown on a day gone by. */
export function liveProcedures({ context, running }: AreaParts): Pick<Handlers, 'live.resolve'> {
  return {
    'live.resolve': async ({ query, day, job }) => {
      const c = context()
      const content =
        day === undefined || day >= c.today()
          ? await resolveLive(c, query)
          : await running.run(job, (tools) => resolveLiveOn(c, { query, day }, tools))
      return { content }
    },
  }
}
