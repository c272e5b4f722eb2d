import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { StrategyDetail } from '../../../preload/strategies-types.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { KeepVersionDialog } from './KeepVersionDialog.tsx'
import { VersionLine } from './VersionLine.tsx'
import { VersionReader } from './VersionReader.tsx'

/** Every version kept, to read, to compare and to bring back. What is read stands in the address. */
export function VersionsView({ strategy }: { strategy: StrategyDetail }) {
  const { version, before } = useSearch({ from: '/strategies/$id' })
  const [isKeeping, setKeeping] = useState(false)
  const { versions } = strategy
  const keep = (
    <Button
      {...(versions.length === 0 && { kind: 'primary' as const })}
      whyNot={strategy.whyNot}
      onPress={() => setKeeping(true)}
    >
      Keep a version now
    </Button>
  )
  return (
    <section aria-labelledby="versions">
      <div className="section-head">
        <h2 id="versions">Versions</h2>
        {versions.length > 0 && keep}
      </div>
      {versions.length === 0 ? (
        <EmptyState title="No version is kept yet" action={keep}>
          A version is the text as it stood at one moment. Accord keeps one by itself while people
          write. Keep one by name before a meeting, or to offer it for signing.
        </EmptyState>
      ) : version && before ? (
        <VersionReader strategy={strategy} version={version} before={before} />
      ) : (
        <div className="versions">
          <ol className="version-list">
            {versions.map((each, place) => (
              <VersionLine
                key={each.id}
                strategy={strategy}
                version={each}
                before={versions[place + 1]?.id}
                isOpen={version === each.id}
              />
            ))}
          </ol>
          {version ? (
            <VersionReader strategy={strategy} version={version} />
          ) : (
            <p className="quiet">Choose a version to read it, or to see what it changed.</p>
          )}
        </div>
      )}
      <KeepVersionDialog
        strategy={strategy.id}
        open={isKeeping}
        onClose={() => setKeeping(false)}
      />
    </section>
  )
}
