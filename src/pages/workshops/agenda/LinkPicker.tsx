import type { Link } from '../../../../domain/record/workshop-fields.ts'
import type { LinkedState } from '../../../../domain/workshops/model.ts'
import {
  LONGEST_SECTION,
  readStrategyLink,
  strategyLink,
} from '../../../../domain/workshops/strategy-link.ts'
import { Button } from '../../../ui/Button.tsx'
import { ComboBox } from '../../../ui/ComboBox.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { LINK_KIND_WORDS, linkKey, useLinkable } from './useLinkable.ts'

interface Props {
  links: readonly Link[]
  /** What is known of the links that are saved already. */
  linked: readonly LinkedState[]
  onChange: (links: Link[]) => void
}

/** What an item rests on: actions, metrics, strategies and case studies, found by a part of their names. */
export function LinkPicker({ links, linked, onChange }: Props) {
  const options = useLinkable()
  const isChosen = (id: string) => links.some((link) => linkKey(link) === id)
  const titleOf = (link: Link) =>
    options.find((option) => option.id === linkKey(link))?.text ??
    linked.find((state) => linkKey(state) === linkKey(link))?.title ??
    link.id

  return (
    <div className="link-picker">
      {links.length > 0 && (
        <ul aria-label="Links">
          {links.map((link) => (
            <li key={linkKey(link)}>
              <span>
                {titleOf(link)} <span className="quiet">{LINK_KIND_WORDS[link.kind]}</span>
              </span>
              {link.kind === 'strategy' && (
                <SectionField
                  title={titleOf(link)}
                  link={link}
                  onChange={(changed) =>
                    onChange(links.map((each) => (each === link ? changed : each)))
                  }
                />
              )}
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
        label="Link to an action, a metric, a strategy or a case study"
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

/** Which section of a strategy the item is about; empty for the whole of it. */
function SectionField({
  title,
  link,
  onChange,
}: {
  title: string
  link: Link
  onChange: (link: Link) => void
}) {
  const { strategy, section } = readStrategyLink(link.id)
  return (
    <TextField
      label={`Section of ${title}`}
      hideLabel
      placeholder="Section, if it is about one"
      value={section ?? ''}
      onChange={(typed) => onChange(strategyLink({ strategy, section: typed }))}
      longest={LONGEST_SECTION}
    />
  )
}
