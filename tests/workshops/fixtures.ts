import type { Grant } from '../../domain/record/grants.ts'
import type { Service } from '../../main/service.ts'
import type { Input } from '../../preload/contract.ts'
import type { SessionDetail } from '../../preload/workshops-types.ts'
import { newService } from '../helpers.ts'

/** 21 November 2026, a Saturday, at noon. */
export const NOW = Date.parse('2026-11-21T12:00:00Z')
export const CHAIR: Grant[] = ['lead:QK1', 'chair']

/** A service whose member may do all that these tests need, with a series in it. */
export async function chairedService(grants: Grant[] = CHAIR) {
  const service = await newService(grants, () => NOW)
  const { id: series } = await service.ask('workshops.saveSeries', {
    fields: { title: 'Midlands inequalities workshops' },
  })
  return { service, series }
}

export async function newSession(
  service: Service,
  series: string,
  fields: Input<'workshops.saveSession'>['fields'] = {},
  options: Pick<Input<'workshops.saveSession'>, 'template' | 'inviteFrom'> = {},
): Promise<string> {
  const { id } = await service.ask('workshops.saveSession', {
    fields: { series, title: 'Winter session', start: '2026-12-03T10:00', ...fields },
    ...options,
  })
  return id
}

export async function addItem(
  service: Service,
  session: string,
  fields: Input<'workshops.saveItem'>['fields'],
  at?: number,
): Promise<string> {
  const { id } = await service.ask('workshops.saveItem', {
    session,
    fields,
    ...(at === undefined ? {} : { at }),
  })
  return id
}

export function detail(service: Service, id: string): Promise<SessionDetail> {
  return service.ask('workshops.session', { id })
}

export async function titles(service: Service, session: string): Promise<string[]> {
  return (await detail(service, session)).items.map(({ title }) => title)
}
