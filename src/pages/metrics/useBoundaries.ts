import { useQuery } from '@tanstack/react-query'
import type { Boundaries } from '../../../charts/specs/map.ts'

/** The boards' boundaries, fetched with the first map. */
export function useBoundaries() {
  return useQuery<Boundaries>({
    queryKey: ['boundaries'],
    queryFn: async () => {
      const file = await import('../../../resources/icb-boundaries-midlands.geojson?raw')
      return JSON.parse(file.default) as Boundaries
    },
  })
}
