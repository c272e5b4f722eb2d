import { useEffect, useId, useState } from 'react'
import { jsonOrNothing } from '../../../domain/documents/attributes.ts'
import { LiveContent, LiveQuery } from '../../../domain/documents/live.ts'
import { useAsk } from '../../app/api.ts'
import { Button } from '../../ui/Button.tsx'
import { formatDate } from '../../ui/format.ts'
import type { LiveAttributes } from '../views/LiveView.ts'
import { FreezeDialog } from './FreezeDialog.tsx'
import { LiveTable } from './LiveTable.tsx'

interface Props {
  attributes: LiveAttributes
  /** Absent where the text cannot be changed. */
  actions?: {
    change: () => void
    freeze: (content: LiveContent) => void
    thaw: () => void
    remove: () => void
  }
}

/** A piece of the record in the text: as it stands, or as it stood on the day it was frozen. */
export function LiveBlock({ attributes, actions }: Props) {
  const query = LiveQuery.safeParse(jsonOrNothing(attributes.query))
  const frozen = LiveContent.safeParse(jsonOrNothing(attributes.frozen ?? ''))
  const isFrozen = attributes.frozenOn !== null && frozen.success
  const live = useAsk(
    'live.resolve',
    { query: query.success ? query.data : { kind: 'decisions', series: null, search: '' } },
    { enabled: query.success && !isFrozen },
  )
  const content = isFrozen ? frozen.data : live.data?.content
  const [isFreezing, setIsFreezing] = useState(false)
  /** The button pressed to freeze or thaw goes with it: the one in its place takes the focus. */
  const [isTurning, setIsTurning] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only once it has turned
  useEffect(() => setIsTurning(false), [isFrozen])
  return (
    <section className="live-block" aria-label={`Live block: ${content?.title ?? 'loading'}`}>
      <div className="live-head">
        <Standing frozenOn={isFrozen ? attributes.frozenOn : null} asOf={content?.asOf} />
        {actions && (
          <span className="live-actions">
            {!isFrozen && (
              <Button kind="quiet" autoFocus={isTurning} onPress={actions.change}>
                Change
              </Button>
            )}
            {isFrozen && (
              <Button
                kind="quiet"
                autoFocus={isTurning}
                onPress={() => {
                  setIsTurning(true)
                  actions.thaw()
                }}
              >
                Make it live
              </Button>
            )}
            {!isFrozen && content && (
              <Button kind="quiet" onPress={() => setIsFreezing(true)}>
                Freeze
              </Button>
            )}
            <Button kind="quiet" onPress={actions.remove}>
              Take out
            </Button>
          </span>
        )}
      </div>
      {!query.success && !isFrozen && (
        <p>What this block shows cannot be read. Choose “Change” to say what it is to show.</p>
      )}
      {live.error && !isFrozen && <p role="alert">{live.error.message}</p>}
      {content ? (
        <Content content={content} caption={attributes.caption} />
      ) : (
        <Waiting isOn={live.isLoading} />
      )}
      {isFreezing && actions && content && query.success && (
        <FreezeDialog
          query={query.data}
          content={content}
          onFreeze={(then) => {
            setIsFreezing(false)
            setIsTurning(true)
            actions.freeze(then)
          }}
          onClose={() => setIsFreezing(false)}
        />
      )}
    </section>
  )
}

function Standing({ frozenOn, asOf }: { frozenOn: string | null; asOf: string | undefined }) {
  if (frozenOn)
    return (
      <span className="live-standing live-frozen">
        Frozen on {formatDate(frozenOn)}
        {asOf && asOf !== frozenOn ? `, as the record stood on ${formatDate(asOf)}` : ''}
      </span>
    )
  return (
    <span className="live-standing">
      Live{asOf ? `: as the record stands on ${formatDate(asOf)}` : ''}
    </span>
  )
}

function Waiting({ isOn }: { isOn: boolean }) {
  return isOn ? <p className="quiet live-waiting">Asking the record…</p> : null
}

function Content({ content, caption }: { content: LiveContent; caption: string | null }) {
  const id = useId()
  const [showsTable, setShowsTable] = useState(content.drawing === null)
  const { title, meaning, drawing, notes, gone } = content
  return (
    <div className="live-content">
      <p className="live-title" id={id}>
        {caption || title}
      </p>
      {gone && <p className="live-gone">{gone}</p>}
      {drawing && (
        <img
          className="live-drawing"
          src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing.svg)}`}
          alt={meaning}
          width={drawing.width}
          height={drawing.height}
        />
      )}
      {meaning !== '' && <p className="live-meaning">{meaning}</p>}
      {drawing && (
        <Button kind="quiet" aria-expanded={showsTable} onPress={() => setShowsTable(!showsTable)}>
          {showsTable ? 'Hide the table' : 'Show the table'}
        </Button>
      )}
      {/* On paper the table always stands. */}
      <div className={showsTable ? undefined : 'live-folded'}>
        <LiveTable content={content} labelledBy={id} />
      </div>
      {notes.map((note) => (
        <p key={note} className="live-note">
          {note}
        </p>
      ))}
    </div>
  )
}
