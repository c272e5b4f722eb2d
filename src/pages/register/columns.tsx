import {
  CONFIDENCE_WORDS,
  CONFIDENCES,
  STATUS_WORDS,
  STATUSES,
} from '../../../domain/record/statuses.ts'
import { attentionOf } from '../../../domain/register/attention.ts'
import type { ActionRow } from '../../../preload/types.ts'
import { ConfidenceWord } from '../../ui/ConfidenceWord.tsx'
import { formatDate, formatMoment } from '../../ui/format.ts'
import { StatusChip } from '../../ui/StatusChip.tsx'
import { Tag } from '../../ui/Tag.tsx'
import type { Column } from '../../ui/table/column.ts'

const SOURCE_WORDS: Record<ActionRow['source'], string> = {
  community: 'Community',
  policy: 'Policy',
  local: 'Local',
}

/**
 * The register's columns.
 * @param today ISO date against which an action is overdue
 * @param focusAreaTitle title of a focus area by its reference
 */
export function registerColumns(
  today: string,
  focusAreaTitle: (reference: string) => string,
): Column<ActionRow>[] {
  return [
    {
      id: 'reference',
      header: 'Reference',
      text: (row) => row.reference,
      sortBy: (row) => row.sort,
      width: 92,
    },
    {
      id: 'title',
      header: 'Action',
      text: (row) => row.title,
      width: 246,
      grow: true,
      render: (row) =>
        row.conflicts === 0 ? (
          row.title
        ) : (
          <span className="register-title">
            <span>{row.title}</span> <Tag tone="problem">Disagreement</Tag>
          </span>
        ),
    },
    {
      id: 'status',
      header: 'Status',
      text: (row) => STATUS_WORDS[row.status],
      sortBy: (row) => STATUSES.indexOf(row.status),
      render: (row) => <StatusChip status={row.status} />,
      width: 142,
      groupable: true,
      pasteable: true,
    },
    {
      id: 'confidence',
      header: 'Confidence',
      text: (row) => (row.confidence ? CONFIDENCE_WORDS[row.confidence] : ''),
      sortBy: (row) => (row.confidence ? CONFIDENCES.indexOf(row.confidence) : null),
      render: (row) => <ConfidenceWord confidence={row.confidence} />,
      width: 100,
      needs: 800,
      groupable: true,
      pasteable: true,
    },
    {
      id: 'owner',
      header: 'Owner',
      text: (row) => row.ownerName ?? '',
      width: 160,
      needs: 960,
      groupable: true,
      pasteable: true,
    },
    {
      id: 'due',
      header: 'Due',
      text: (row) => formatDate(row.due),
      sortBy: (row) => row.due,
      width: 148,
      needs: 700,
      pasteable: true,
      render: (row) =>
        attentionOf(row, today).includes('overdue') ? (
          <span className="register-overdue">{formatDate(row.due)}, late</span>
        ) : (
          formatDate(row.due)
        ),
    },
    {
      id: 'note',
      header: 'Progress note',
      text: (row) => row.note ?? '',
      width: 160,
      needs: 1200,
      grow: true,
      pasteable: true,
    },
    {
      id: 'updated',
      header: 'Changed',
      text: (row) => formatMoment(row.updatedAt),
      sortBy: (row) => row.updatedAt,
      render: (row) => (row.updatedAt ? formatDate(row.updatedAt) : ''),
      width: 108,
      hidden: true,
    },
    {
      id: 'nextStep',
      header: 'Next step',
      text: (row) => row.nextStep ?? '',
      width: 200,
      hidden: true,
      pasteable: true,
    },
    {
      id: 'focusArea',
      header: 'Focus area',
      text: (row) => `${row.focusArea} ${focusAreaTitle(row.focusArea)}`,
      sortBy: (row) => row.sort,
      width: 220,
      hidden: true,
      groupable: true,
    },
    {
      id: 'source',
      header: 'Came from',
      text: (row) => SOURCE_WORDS[row.source],
      width: 110,
      hidden: true,
      groupable: true,
    },
    {
      id: 'evidence',
      header: 'Evidence',
      text: (row) => (row.evidence ? String(row.evidence) : ''),
      sortBy: (row) => row.evidence,
      width: 90,
      align: 'end',
      hidden: true,
    },
    {
      id: 'updatedBy',
      header: 'Changed by',
      text: (row) => row.updatedBy ?? '',
      width: 150,
      hidden: true,
    },
  ]
}
