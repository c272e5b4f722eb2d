import { z } from 'zod'
import { AnyActionReference } from '../commission/reference.ts'
import { own } from '../own.ts'

/** What a link of Accord's own may show: `accord://action/HS1.e2`, `accord://session/…`, `accord://strategy/…`. */
const SHOWS: Record<string, { name: z.ZodType<string>; route: string }> = {
  action: { name: AnyActionReference, route: '/action/' },
  session: { name: z.uuid(), route: '/workshops/' },
  strategy: { name: z.uuid(), route: '/strategies/' },
}

/** No link of ours comes near it. */
const LONGEST = 200

/**
 * The place in the interface that a link shows, such as `/action/HS1.e2`; nothing unless the link is
 * formed exactly as Accord makes them. It opens a page and asks for no deed.
 */
export function routeOfLink(link: string): string | undefined {
  if (link.length > LONGEST) return undefined
  const [, kind = '', name] = /^accord:\/\/([a-z]+)\/([A-Za-z\d.-]+)\/?$/.exec(link) ?? []
  const shown = own(SHOWS, kind)
  return shown?.name.safeParse(name).success ? shown.route + name : undefined
}
