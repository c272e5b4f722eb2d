import { lazyRouteComponent } from '@tanstack/react-router'
import { NOT_RUNNING } from '../bridge/not-running.ts'

/**
 * A page that comes when it is first wanted.
 *
 * Where it does not come, that is told in its place. The router would load the whole window again,
 * which leaves nothing at all on show once the host is gone.
 */
export function lazyPage<Module extends object, Name extends keyof Module & string>(
  load: () => Promise<Module>,
  name: Name,
) {
  return lazyRouteComponent(
    () =>
      load().catch((cause: unknown) => {
        throw new Error(NOT_RUNNING, { cause })
      }),
    name,
  )
}
