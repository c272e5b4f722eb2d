import { useMemo } from 'react'
import type { Link } from '../../../../domain/record/workshop-fields.ts'
import type { LinkKind } from '../../../../domain/record/workshop-words.ts'
import { readStrategyLink } from '../../../../domain/workshops/strategy-link.ts'
import { useAsk } from '../../../app/api.ts'

export interface Linkable {
  /** See `linkKey`. */
  id: string
  text: string
  detail: string
  link: Link
}

export const LINK_KIND_WORDS: Record<LinkKind, string> = {
  action: 'action',
  metric: 'metric',
  'case-study': 'case study',
  strategy: 'strategy',
}

/** Everything that an item can link to. */
export function useLinkable(): Linkable[] {
  const catalogue = useAsk('catalogue.get', {})
  const metrics = useAsk('metrics.list', {})
  const studies = useAsk('catalogue.caseStudies', {})
  const strategies = useAsk('strategies.list', {})
  return useMemo(() => {
    const actions = (catalogue.data?.focusAreas ?? []).flatMap(({ recommendations }) =>
      recommendations.flatMap((recommendation) => recommendation.actions),
    )
    return [
      ...actions.map(({ reference, title }) =>
        linkable('action', reference, `${reference} ${title}`),
      ),
      ...(metrics.data ?? []).map(({ definition }) =>
        linkable('metric', definition.id, definition.name),
      ),
      ...(strategies.data ?? []).map(({ id, title }) => linkable('strategy', id, title)),
      ...(studies.data ?? []).map(({ id, title }) => linkable('case-study', id, title)),
    ]
  }, [catalogue.data, metrics.data, strategies.data, studies.data])
}

function linkable(kind: LinkKind, id: string, text: string): Linkable {
  const link = { kind, id }
  return { id: linkKey(link), text, detail: LINK_KIND_WORDS[kind], link }
}

/** What a link points to, whichever section of it. */
export function linkKey({ kind, id }: Link): string {
  return `${kind}:${kind === 'strategy' ? readStrategyLink(id).strategy : id}`
}
