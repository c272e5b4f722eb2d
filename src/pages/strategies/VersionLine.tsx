import { VERSION_KIND_WORDS } from '../../../domain/record/strategy-words.ts'
import { shortHash } from '../../../domain/words.ts'
import type { StrategyDetail, StrategyVersion } from '../../../preload/strategies-types.ts'
import { useTell } from '../../app/api.ts'
import { Button } from '../../ui/Button.tsx'
import { formatMoment, plural } from '../../ui/format.ts'
import { VersionLink } from './VersionLink.tsx'
import { NOW } from './views.ts'

const MISSING: Record<Exclude<StrategyVersion['text'], 'here'>, string> = {
  'not-yet': 'Its text has not come in yet. It will, with the next exchange.',
  altered: 'Its text is not what was kept, so Accord does not use it.',
}

interface Props {
  strategy: StrategyDetail
  version: StrategyVersion
  /** The version kept before this one; the first has none. */
  before: string | undefined
  isOpen: boolean
}

/** One version kept, and what can be done with it. */
export function VersionLine({ strategy, version, before, isOpen }: Props) {
  const restore = useTell('strategies.restoreVersion')
  const { id, name, made, at, by, words, hash, text } = version
  const marks = [
    id === strategy.offered && 'on offer',
    id === strategy.published && 'published',
  ].filter(Boolean)
  return (
    <li aria-current={isOpen ? 'true' : undefined}>
      <strong>{name}</strong>
      {marks.length > 0 && <span> ({marks.join(', ')})</span>}
      <p className="quiet">
        {VERSION_KIND_WORDS[made]} {formatMoment(at)} by {by} · {plural(words, 'word')} ·
        fingerprint <code title={hash}>{shortHash(hash)}</code>
      </p>
      {text === 'here' ? (
        <div className="version-ways">
          <VersionLink id={strategy.id} version={id} of={name}>
            Read
          </VersionLink>
          {before && (
            <VersionLink id={strategy.id} version={id} before={before} of={name}>
              What it changed
            </VersionLink>
          )}
          <VersionLink id={strategy.id} version={NOW} before={id} of={name}>
            What changed since
          </VersionLink>
          <Button
            kind="quiet"
            whyNot={strategy.whyNot}
            aria-label={`Bring back: ${name}`}
            isDisabled={restore.isPending}
            onPress={() => restore.mutate({ id: strategy.id, version: id })}
          >
            Bring back
          </Button>
        </div>
      ) : (
        <p className="why-not">{MISSING[text]}</p>
      )}
    </li>
  )
}
