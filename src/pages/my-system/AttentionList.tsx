import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { ActionRow, Attention, AttentionGroup } from '../../../preload/types.ts'
import { type QuickField, quickEdit } from '../../app/quick-edit.ts'
import { useShortcuts } from '../../app/shortcuts.tsx'
import { Button } from '../../ui/Button.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { ConfidenceWord } from '../../ui/ConfidenceWord.tsx'
import { plural } from '../../ui/format.ts'
import { StatusChip } from '../../ui/StatusChip.tsx'
import { dueFact } from '../shared/due-fact.ts'
import { useKept } from '../shared/kept.ts'

/** How many actions are shown before the person asks for the rest. */
const SHOWN_FIRST = 8

const GROUP_WORDS: Record<AttentionGroup['key'], string> = {
  overdue: 'Overdue',
  blocked: 'Blocked',
  stale: 'No update for 90 days',
  'no-owner': 'No owner',
  conflict: 'Disagreement',
  'due-soon': 'Due in 30 days',
}

interface Props {
  attention: Attention
  whyNot: string | null
}

/** Actions that need somebody, the most pressing first, each with the reasons and the next move. */
export function AttentionList({ attention, whyNot }: Props) {
  const [group, setGroup] = useKept<AttentionGroup['key'] | null>(
    `attention.group.${attention.ics}`,
    null,
  )
  const [all, setAll] = useKept(`attention.all.${attention.ics}`, false)
  const list = useRef<HTMLOListElement>(null)
  /** The action the keys were last on, and its place. */
  const last = useRef<{ reference: string; at: number } | null>(null)

  const chosen = attention.groups.find((each) => each.key === group)
  const references = new Set(chosen?.rows.map((row) => row.reference))
  const items =
    chosen === undefined
      ? attention.first
      : attention.first.filter(({ row }) => references.has(row.reference))
  const shown = all ? items : items.slice(0, SHOWN_FIRST)

  // An action that needs nothing any more leaves the list; the one in its place takes the focus.
  useEffect(() => {
    const gone = last.current
    if (gone === null || document.activeElement !== document.body) return
    if (!shown.some(({ row }) => row.reference === gone.reference)) focusAt(gone.at)
  })

  /** Edits the action that holds the focus; the first one when none does. */
  function editFocused(field: QuickField) {
    const at = Math.max(0, focusedAt())
    const row = shown[at]?.row
    if (whyNot !== null || row === undefined) return
    last.current = { reference: row.reference, at }
    quickEdit(field, [row])
  }

  /** Takes the focus to the next or the previous action of the list. */
  function moveFocus(step: 1 | -1) {
    const at = focusedAt()
    focusAt(at < 0 ? 0 : at + step)
  }

  /** Place of the action that holds the focus; -1 when none does. */
  function focusedAt(): number {
    const lines = [...(list.current?.children ?? [])]
    return lines.findIndex((line) => line.contains(document.activeElement))
  }

  function focusAt(wanted: number) {
    const at = Math.max(0, Math.min(shown.length - 1, wanted))
    list.current?.children[at]?.querySelector<HTMLElement>('.attention-what > a')?.focus()
    const row = shown[at]?.row
    last.current = row === undefined ? null : { reference: row.reference, at }
  }

  useShortcuts({
    ArrowDown: { label: 'Next action', run: () => moveFocus(1) },
    ArrowUp: { label: 'Previous action', run: () => moveFocus(-1) },
    s: { label: 'Change the status', run: () => editFocused('status') },
    n: { label: 'Add a note', run: () => editFocused('note') },
    o: { label: 'Choose the owner', run: () => editFocused('owner') },
    d: { label: 'Set the due date', run: () => editFocused('due') },
  })

  return (
    <>
      <Choices
        label="Show only"
        choices={[
          { id: null, text: 'Everything', count: attention.first.length },
          ...attention.groups.map(({ key, count }) => ({
            id: key,
            text: GROUP_WORDS[key],
            count,
          })),
        ]}
        value={group}
        onChange={(key) => setGroup(group === key ? null : key)}
      />
      <ol className="attention" ref={list}>
        {shown.map(({ row, reasons }) => (
          <AttentionItem key={row.reference} row={row} reasons={reasons} whyNot={whyNot} />
        ))}
      </ol>
      {items.length > SHOWN_FIRST && (
        <Button aria-expanded={all} onPress={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${plural(items.length, 'action')}`}
        </Button>
      )}
    </>
  )
}

interface ItemProps {
  row: ActionRow
  reasons: readonly string[]
  whyNot: string | null
}

const MOVES: { field: QuickField; word: string }[] = [
  { field: 'status', word: 'Status' },
  { field: 'note', word: 'Note' },
  { field: 'owner', word: 'Owner' },
  { field: 'due', word: 'Date' },
]

function AttentionItem({ row, reasons, whyNot }: ItemProps) {
  const due = dueFact(row.due, reasons)
  return (
    <li>
      <div className="attention-what">
        <Link
          to="/action/$reference"
          params={{ reference: row.reference }}
          search={{ ics: row.ics }}
        >
          <span className="reference">{row.reference}</span> {row.title}
        </Link>
        <p className="attention-facts">
          <span className="reasons">{reasons.join(' · ')}</span>
          {row.ownerName !== null && <span>{row.ownerName}</span>}
          {due !== null && <span>{due}</span>}
        </p>
      </div>
      <div className="attention-standing">
        <StatusChip status={row.status} />
        <ConfidenceWord confidence={row.confidence} />
      </div>
      <div className="attention-moves">
        {MOVES.map(({ field, word }) => (
          <Button
            key={field}
            kind="quiet"
            whyNot={whyNot}
            aria-label={`${word} of ${row.reference}`}
            onPress={() => quickEdit(field, [row])}
          >
            {word}
          </Button>
        ))}
      </div>
    </li>
  )
}
