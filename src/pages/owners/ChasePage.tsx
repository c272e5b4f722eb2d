import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { listOf } from '../../../domain/words.ts'
import type { ChaseItem } from '../../../preload/types.ts'
import { useAsk } from '../../app/api.ts'
import { useShortcuts } from '../../app/shortcuts.tsx'
import { useApp } from '../../app/state.tsx'
import { toast } from '../../app/toast.tsx'
import { bridge } from '../../bridge/bridge.ts'
import { Button } from '../../ui/Button.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { plural } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { StatusChip } from '../../ui/StatusChip.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { dueFact } from '../shared/due-fact.ts'
import { askedWords } from '../shared/owners/asked-words.ts'
import { describeOwner } from '../shared/owners/owner-words.ts'
import { useAskOwner } from '../shared/owners/useAskOwner.ts'
import { useWhyNot } from '../shared/useWhyNot.ts'
import { Waiting } from '../shared/Waiting.tsx'
import '../shared/pages.css'
import './owners.css'

/** Owners whose actions need a word, each with an e-mail ready to send. */
export function ChasePage() {
  const { ics, systemName } = useApp()
  const chase = useAsk('owners.chase', { ics })
  const owners = useAsk('owners.list', { ics })
  if (chase.data === undefined)
    return <Waiting title="Who to chase" label="Finding who to chase" query={chase} />
  const items = chase.data
  const actions = items.reduce((sum, item) => sum + item.actions.length, 0)
  const gone = (owners.data ?? []).filter((owner) => owner.removed && owner.open > 0)
  const left = gone.reduce((sum, owner) => sum + owner.open, 0)

  return (
    <Page
      title="Who to chase"
      subtitle={`${systemName(ics)} · ${plural(items.length, 'owner')}, ${plural(actions, 'action')}`}
      actions={
        <>
          <Link className="button button-standard" to="/replies" search={{ ics }}>
            Replies of owners
          </Link>
          <Link className="button button-standard" to="/owners" search={{ ics }}>
            People and owners
          </Link>
        </>
      }
    >
      {left > 0 && (
        <p className="why-not chase-gone">
          {listOf(gone.map(({ name }) => name))} {gone.length === 1 ? 'is' : 'are'} no longer in the
          directory and still {gone.length === 1 ? 'has' : 'have'} {plural(left, 'open action')}.{' '}
          <Link to="/owners" search={{ ics }}>
            Hand them over
          </Link>
          .
        </p>
      )}
      {items.length === 0 ? (
        <EmptyState title="Nobody to chase">
          Owners come up here when an action of theirs is overdue, blocked, due soon, or has had no
          update for 90 days.
        </EmptyState>
      ) : (
        <ChaseList items={items} />
      )}
    </Page>
  )
}

/** The owners, by buttons or by keys alone. */
function ChaseList({ items }: { items: readonly ChaseItem[] }) {
  const { today } = useApp()
  const whyNot = useWhyNot(items[0]?.owner.ics ?? '')
  const { save, isPending } = useAskOwner()
  const [replyBy, setReplyBy] = useState<string | null>(null)
  const list = useRef<HTMLUListElement>(null)
  const focusedAt = () =>
    [...(list.current?.children ?? [])].findIndex((card) => card.contains(document.activeElement))
  function moveFocus(step: 1 | -1) {
    const at = Math.max(0, Math.min(items.length - 1, focusedAt() + step))
    list.current?.children[at]?.querySelector<HTMLElement>('.chase-actions a')?.focus()
  }
  function askOwner(item: ChaseItem | undefined) {
    if (item && !isPending) save(item.owner, replyBy === null ? {} : { replyBy })
  }
  useShortcuts({
    ArrowDown: { label: 'Next owner', run: () => moveFocus(1) },
    ArrowUp: { label: 'Previous owner', run: () => moveFocus(-1) },
    q: {
      label: 'Ask the owner, or ask again',
      run: () => askOwner(items[focusedAt()]),
    },
  })
  return (
    <>
      {whyNot === null && (
        <div className="chase-reply-by">
          <DateField
            label="Reply by"
            hint="It stands in the form. In two weeks, if you leave it empty."
            value={replyBy}
            onChange={setReplyBy}
            today={today}
          />
        </div>
      )}
      <ul className="chase" ref={list}>
        {items.map((item) => (
          <ChaseCard
            key={item.owner.id}
            item={item}
            isBusy={isPending}
            onAsk={() => askOwner(item)}
          />
        ))}
      </ul>
    </>
  )
}

interface CardProps {
  item: ChaseItem
  isBusy: boolean
  onAsk: () => void
}

function ChaseCard({ item, isBusy, onAsk }: CardProps) {
  const { owner, actions, mailto } = item

  async function copy() {
    await navigator.clipboard.writeText(`${item.subject}\n\n${item.body}`)
    toast({ text: `The text for ${owner.name} is copied.` })
  }

  return (
    <li className="chase-card">
      <header>
        <div>
          <h2>{owner.name}</h2>
          <p className="quiet">
            {[describeOwner(owner), owner.email ?? 'no e-mail address'].filter(Boolean).join(' · ')}
          </p>
          {item.asked && <p className="quiet">{askedWords(item.asked)}</p>}
        </div>
        <div className="chase-buttons">
          <Button
            whyNot={whyNoMail(item)}
            onPress={() => mailto !== null && bridge.openOutside(mailto)}
          >
            Write in your mail program
          </Button>
          <Button isDisabled={isBusy} onPress={onAsk}>
            {item.asked === null ? 'Save as an e-mail file' : 'Ask again'}
          </Button>
          <Button kind="quiet" onPress={() => void copy()}>
            Copy the text
          </Button>
        </div>
      </header>
      <ul className="chase-actions">
        {actions.map((action) => (
          <li key={action.reference}>
            <Link
              to="/action/$reference"
              params={{ reference: action.reference }}
              search={{ ics: action.ics }}
            >
              <span className="reference">{action.reference}</span> {action.title}
            </Link>
            <StatusChip status={action.status} />
            <span className="reasons">{action.reasons.join(' · ')}</span>
            <span className="quiet">{dueFact(action.due, action.reasons)}</span>
          </li>
        ))}
      </ul>
      <details>
        <summary>Read the e-mail</summary>
        <p>
          <strong>{item.subject}</strong>
        </p>
        <pre className="chase-body">{item.body}</pre>
      </details>
    </li>
  )
}

function whyNoMail({ owner, mailto }: ChaseItem): string | null {
  if (mailto !== null) return null
  return owner.email === null
    ? `${owner.name} has no e-mail address. Add one under People and owners.`
    : 'The text is too long to hand to a mail program this way. Save it as an e-mail file instead.'
}
