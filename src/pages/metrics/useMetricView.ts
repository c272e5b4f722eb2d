import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'

/** What of a metric is on show: part of the address, so that it can be copied. */
export interface MetricView {
  /** ONS code of the area that is looked at, where it is not the system on show. */
  area?: string | undefined
  sex?: string | undefined
  age?: string | undefined
  /** Period of the side-by-side pictures. */
  period?: string | undefined
  /** Kind of groups that the gap is shown between. */
  by?: string | undefined
  /** Period at which the limits begin anew. */
  rebase?: string | undefined
  /** Last period of the baseline that the limits are locked to. */
  lock?: string | undefined
  /** `off` keeps outlying ranges in the limits, as the national Excel tool does. */
  screen?: 'off' | undefined
}

/** The view in the address, and the way to change some of it. */
export function useMetricView(): [MetricView, (changes: MetricView) => void] {
  const search = useSearch({ strict: false })
  const navigate = useNavigate()
  const { area, sex, age, period, by, rebase, lock, screen } = search
  const view = useMemo(
    () => ({ area, sex, age, period, by, rebase, lock, screen }),
    [area, sex, age, period, by, rebase, lock, screen],
  )
  return [
    view,
    (changes) =>
      void navigate({
        to: '.',
        search: (before) => ({ ...before, ...changes }),
        replace: true,
        resetScroll: false,
      }),
  ]
}

/** The group of a view, for the service's calls. */
export function groupOf({ sex, age }: MetricView): { sex?: string; age?: string } {
  return { ...(sex === undefined ? {} : { sex }), ...(age === undefined ? {} : { age }) }
}

/** What to ask for the process control chart of an area. */
export function chartInput(metric: string, area: string, view: MetricView) {
  return {
    metric,
    area,
    ...groupOf(view),
    screen: view.screen !== 'off',
    ...(view.rebase === undefined ? {} : { rebaseAt: [view.rebase] }),
    ...(view.lock === undefined ? {} : { lockAt: [view.lock] }),
  }
}
