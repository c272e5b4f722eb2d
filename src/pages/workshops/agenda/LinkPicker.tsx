import { useMemo } from 'react'
import type { Link } from '../../../../domain/record/workshop-fields.ts'
import type { LinkedState } from '../../../../domain/workshops/model.ts'
import type { LinkKind } from '../../../../domain/workshops/words.ts'
import { useAsk } from '../../../app/api.ts'
import { Button } from '../../../ui/Button.tsx'
import { ComboBox } from '../../../ui/ComboBox.tsx'

interface Props {
  links: readonly Link[]
  /** What is known of the links that are saved already. */
  linked: readonly LinkedState[]
  onChange: (links: Link[]) => void
}

const KIND_WORDS: Record<LinkKind, string> = {
  action: 'action',
  metric: 'metric',
  'case-study': 'case study',
  strategy: 'strategy',
}

/** What an item rests on: actions, metrics and case studies, found by typing a part of their names. */
export function LinkPicker({ links, linked, onChange }: Props) {
  const options = useLinkable()
  const isChosen = (id: string) => links.some((link) => idOf(link) === id)
  const titleOf = (link: Link) =>
    options.find((option) => option.id === idOf(link))?.text ??
    linked.find((state) => idOf(state) === idOf(link))?.title ??
    link.id

  return (
    <div className="link-picker">
      {links.length > 0 && (
        <ul aria-label="Links">
          {links.map((link) => (
            <li key={idOf(link)}>
              <span>
                {titleOf(link)} <span className="quiet">{KIND_WORDS[link.kind]}</span>
              </span>
              <Button
                kind="quiet"
                aria-label={`Remove the link to ${titleOf(link)}`}
                onPress={() => onChange(links.filter((each) => each !== link))}
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
      <ComboBox
        // A new key empties the field for the next one, and takes in options that came later.
        key={`${links.length} ${options.length}`}
        label="Link to an action, a metric or a case study"
        placeholder="HS1.e2, or words of its title"
        options={options.filter(({ id }) => !isChosen(id))}
        value={null}
        onChange={(id) => {
          const link = options.find((option) => option.id === id)?.link
          if (link) onChange([...links, link])
        }}
      />
    </div>
  )
}

interface Linkable {
  id: string
  text: string
  detail: string
  link: Link
}

/** Everything that an item can link to. */
function useLinkable(): Linkable[] {
  const catalogue = useAsk('catalogue.get', {})
  const metrics = useAsk('metrics.list', {})
  const studies = useAsk('catalogue.caseStudies', {})
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
      ...(studies.data ?? []).map(({ id, title }) => linkable('case-study', id, title)),
    ]
  }, [catalogue.data, metrics.data, studies.data])
}

function linkable(kind: LinkKind, id: string, text: string): Linkable {
  const link = { kind, id }
  return { id: idOf(link), text, detail: KIND_WORDS[kind], link }
}

function idOf({ kind, id }: Link): string {
  return `${kind}:${id}`
}
