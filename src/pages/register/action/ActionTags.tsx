import type { ActionDetail } from '../../../../preload/types.ts'
import { useAsk } from '../../../app/api.ts'
import { Tag } from '../../../ui/Tag.tsx'

/** What the action serves: priorities for change, themes, Core20PLUS5, wider causes, purposes. */
export function ActionTags({ tags }: { tags: ActionDetail['tags'] }) {
  const { data: catalogue } = useAsk('catalogue.get', {})
  if (catalogue === undefined) return null

  const named = (things: { id: string; title: string }[], ids: string[]) =>
    things.filter((thing) => ids.includes(thing.id)).map((thing) => thing.title)
  const groups: [string, string[]][] = [
    [
      'Priorities for change',
      catalogue.priorities
        .filter((priority) => tags.priorities.includes(priority.number))
        .map((priority) => `${priority.number}. ${priority.title}`),
    ],
    ['Themes', named(catalogue.themes, tags.themes)],
    ['Core20PLUS5', named(catalogue.core20plus5, tags.core20plus5)],
    ['Wider causes of health', named(catalogue.determinants, tags.determinants)],
    ['Purposes of the system', named(catalogue.purposes, tags.purposes)],
  ]
  const shown = groups.filter(([, titles]) => titles.length > 0)
  if (shown.length === 0) return null

  return (
    <section aria-labelledby="action-tags">
      <h2 id="action-tags">What it serves</h2>
      <dl className="action-tags">
        {shown.map(([heading, titles]) => (
          <div key={heading}>
            <dt>{heading}</dt>
            <dd>
              {titles.map((title) => (
                <Tag key={title}>{title}</Tag>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
