import { Link, useNavigate } from '@tanstack/react-router'
import type { StrategyDetail } from '../../../preload/strategies-types.ts'
import { useAsk } from '../../app/api.ts'
import { CopyButton } from '../../app/CopyButton.tsx'
import { useApp } from '../../app/state.tsx'
import { CompareDocuments } from '../../editor/CompareDocuments.tsx'
import { DocumentView } from '../../editor/DocumentView.tsx'
import { Select } from '../../ui/Select.tsx'
import { ErrorState, Loading } from '../../ui/states.tsx'
import { LiveParts } from './LiveParts.tsx'
import { NOW } from './views.ts'

interface Props {
  strategy: StrategyDetail
  /** Id of a version, or `NOW`; the same of `before`, which it is compared with. */
  version: string
  before?: string
}

const ALONE = 'alone'

/** One version to read, alone or with another beside it and the differences shown. */
export function VersionReader({ strategy, version, before }: Props) {
  const { ics } = useApp()
  const navigate = useNavigate()
  const texts = [
    { id: NOW, text: 'The text as it stands now' },
    ...strategy.versions.flatMap(({ id, name, text }) =>
      text === 'here' ? [{ id, text: name }] : [],
    ),
  ]
  const shown = strategy.versions.find(({ id }) => id === version)
  const hash = shown?.hash
  const nameOf = (id: string) => texts.find((each) => each.id === id)?.text ?? ''
  const go = (next: { version: string; before: string | undefined }) =>
    navigate({
      to: '/strategies/$id',
      params: { id: strategy.id },
      search: { ics, view: 'versions', ...next },
    })
  return (
    <div className="version-reader">
      <div className="version-choice">
        <Select
          label="Version"
          options={texts.filter(({ id }) => id !== before)}
          value={version}
          onChange={(chosen) => void go({ version: chosen, before })}
        />
        <Select
          label="Compared with"
          options={[{ id: ALONE, text: 'No other' }, ...texts.filter(({ id }) => id !== version)]}
          value={before ?? ALONE}
          onChange={(chosen) => void go({ version, before: chosen === ALONE ? undefined : chosen })}
        />
        {before ? (
          <Link
            to="/strategies/$id"
            params={{ id: strategy.id }}
            search={{ ics, view: 'versions' }}
          >
            All versions
          </Link>
        ) : (
          hash && <CopyButton text={hash}>Copy the fingerprint</CopyButton>
        )}
      </div>
      {before ? (
        <TwoTexts
          id={strategy.id}
          before={{ version: before, label: nameOf(before) }}
          after={{ version, label: nameOf(version) }}
        />
      ) : (
        <>
          {hash && (
            <p className="fingerprint">
              Fingerprint <code>{hash}</code>
            </p>
          )}
          {shown && <LiveParts version={shown} />}
          <OneText id={strategy.id} version={version} label={nameOf(version)} />
        </>
      )}
    </div>
  )
}

/** The text of a version, or the one that stands now: looked up anew whenever it is shown. */
function useText(id: string, version: string) {
  const now = useAsk('strategies.text', { id }, { enabled: version === NOW, staleTime: 0 })
  const kept = useAsk('strategies.version', { id, version }, { enabled: version !== NOW })
  return version === NOW ? now : kept
}

interface OneProps {
  /** Id of the strategy. */
  id: string
  version: string
  label: string
}

function OneText({ id, version, label }: OneProps) {
  const text = useText(id, version)
  if (text.isPending) return <Loading label="Reading the version" />
  if (text.isError) return <ErrorState error={text.error} retry={text.refetch} />
  return <DocumentView content={JSON.parse(text.data.content)} label={label} />
}

type Side = Omit<OneProps, 'id'>

function TwoTexts({ id, before, after }: { id: string; before: Side; after: Side }) {
  const older = useText(id, before.version)
  const newer = useText(id, after.version)
  const failed = older.error ?? newer.error
  if (failed) return <ErrorState error={failed} />
  if (!older.data || !newer.data) return <Loading label="Comparing the versions" />
  return (
    <CompareDocuments
      before={{ content: JSON.parse(older.data.content), label: before.label }}
      after={{ content: JSON.parse(newer.data.content), label: after.label }}
    />
  )
}
