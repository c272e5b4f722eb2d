import { Link } from '@tanstack/react-router'
import type { ActionDetail } from '../../../../preload/types.ts'
import { useAsk } from '../../../app/api.ts'
import { type QuickField, quickEdit } from '../../../app/quick-edit.ts'
import { useShortcuts } from '../../../app/shortcuts.tsx'
import { useApp } from '../../../app/state.tsx'
import { Button } from '../../../ui/Button.tsx'
import { formatDate, formatMoment } from '../../../ui/format.ts'
import { ErrorState, Loading } from '../../../ui/states.tsx'
import { ConflictCard } from '../../shared/conflicts/ConflictCard.tsx'
import { Timeline } from '../../shared/Timeline.tsx'
import { ActionStanding } from './ActionStanding.tsx'
import { ActionTags } from './ActionTags.tsx'
import { AskedOwner } from './AskedOwner.tsx'
import { Commitments } from './Commitments.tsx'
import { EvidenceList } from './EvidenceList.tsx'
import { Neighbours } from './Neighbours.tsx'
import { ReportWording } from './ReportWording.tsx'
import '../../shared/pages.css'
import './action.css'

interface Props {
  reference: string
  /** ODS code of the system whose record of the action is shown. */
  ics: string
  /** Given where the view is a panel beside a list. */
  onClose?: () => void
}

/** Everything about one action in one system, as a page or as a panel beside a list. */
export function ActionDetailView({ reference, ics, onClose }: Props) {
  const detail = useAsk('action.get', { ics, reference })
  if (detail.isPending) return <Loading label={`Opening ${reference}`} />
  // What was read before stays on show when it cannot be read again, and so do drafts.
  if (detail.isLoadingError) return <ErrorState error={detail.error} retry={detail.refetch} />
  // Drafts belong to one action in one system.
  return <Loaded key={`${ics} ${reference}`} detail={detail.data} onClose={onClose} />
}

function Loaded({ detail, onClose }: { detail: ActionDetail; onClose: (() => void) | undefined }) {
  const { systemName } = useApp()
  const { row } = detail
  // The page around a panel has its own first heading.
  const Title = onClose === undefined ? 'h1' : 'h2'
  const conflicts = useAsk('conflicts.list', { ics: row.ics }, { enabled: row.conflicts > 0 })
  const edit = (field: QuickField) => () => {
    if (detail.mayEdit) quickEdit(field, [row])
  }
  // Beside a list, the list's own keys do this.
  useShortcuts(
    onClose !== undefined
      ? {}
      : {
          s: { label: 'Change the status', run: edit('status') },
          n: { label: 'Add a note', run: edit('note') },
          o: { label: 'Choose the owner', run: edit('owner') },
          d: { label: 'Set the due date', run: edit('due') },
        },
  )
  const ours = conflicts.data?.filter((conflict) => conflict.reference === row.reference) ?? []

  return (
    <article className="action-detail" aria-labelledby="action-title">
      <header className="action-header">
        <div className="action-top">
          <p className="action-where">
            <span className="reference">{row.reference}</span>
            {/* A panel stands beside a list of the same system. */}
            {onClose === undefined && ` ${systemName(row.ics)}`}
          </p>
          {onClose !== undefined && (
            <div className="action-header-buttons">
              <Link
                className="button button-quiet"
                to="/action/$reference"
                params={{ reference: row.reference }}
                search={{ ics: row.ics }}
              >
                Open as a page
              </Link>
              <Button kind="quiet" onPress={onClose}>
                Close
              </Button>
            </div>
          )}
        </div>
        <Title id="action-title">{row.title}</Title>
        {detail.summary !== null && <p className="action-summary">{detail.summary}</p>}
        <p className="action-recommendation">
          Part of <span className="reference">{detail.recommendation.reference}</span>{' '}
          {detail.recommendation.title}
        </p>
      </header>

      <div className="action-columns">
        <div className="action-main">
          {ours.map((conflict) => (
            <ConflictCard
              key={`${conflict.subject} ${conflict.field}`}
              conflict={conflict}
              whyNot={detail.whyNot}
            />
          ))}
          <ActionStanding detail={detail} />
          <ReportWording wording={detail.wording} isLocal={row.source === 'local'} />
          <EvidenceList detail={detail} />
          <Neighbours detail={detail} />
        </div>
        <div className="action-aside">
          <AskedOwner detail={detail} />
          <Commitments commitments={detail.commitments} />
          <ActionTags tags={detail.tags} />
          <section aria-labelledby="action-timeline">
            <h2 id="action-timeline">What changed</h2>
            {detail.timeline.length === 0 ? (
              <p className="quiet">Nothing has been said about this action yet.</p>
            ) : (
              <Timeline items={detail.timeline} />
            )}
          </section>
        </div>
      </div>
      <footer className="print-only">
        {row.reference}, {systemName(row.ics)}. Last changed{' '}
        {row.updatedAt === null ? 'never' : formatMoment(row.updatedAt)}.
        {row.due !== null && ` Due ${formatDate(row.due)}.`}
      </footer>
    </article>
  )
}
