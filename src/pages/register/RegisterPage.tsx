import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { RegisterFilter } from '../../../preload/contract.ts'
import type { ActionRow } from '../../../preload/types.ts'
import { useAsk } from '../../app/api.ts'
import { REGISTER, rememberFilter, tidyFilter } from '../../app/register-search.ts'
import { useShortcuts } from '../../app/shortcuts.tsx'
import { useApp } from '../../app/state.tsx'
import { Button } from '../../ui/Button.tsx'
import { plural } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { EmptyState, ErrorState, Loading } from '../../ui/states.tsx'
import { columnsWithin } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { useTablePosition } from '../../ui/table/table-state.ts'
import { AddActionDialog } from './AddActionDialog.tsx'
import { ActionDetailView } from './action/ActionDetailView.tsx'
import { registerColumns } from './columns.tsx'
import { FilterBar } from './FilterBar.tsx'
import { RegisterTools } from './RegisterTools.tsx'
import { useRegisterEdits } from './use-register-edits.ts'
import './register.css'

const rowKey = (row: ActionRow) => row.reference

/** Every action of the system on show, to scan, narrow, sort and change; one opens beside the list. */
export function RegisterPage() {
  const { ics, systemName, today } = useApp()
  const { reference = null } = useParams({ strict: false })
  const filter = useFilter(ics)
  // What is selected in one system means nothing in another.
  const placeKey = `${REGISTER}.${ics}`
  const navigate = useNavigate()
  const words = useRef<HTMLInputElement>(null)
  const [position, setPosition] = useTablePosition(placeKey)

  const list = useAsk('register.list', { ics, filter }, { placeholderData: (rows) => rows })
  const summary = useAsk('register.summary', { ics })
  const catalogue = useAsk('catalogue.get', {})
  const rows = useMemo(() => list.data ?? [], [list.data])

  const room = useRoom(reference !== null)
  const columns = useMemo(() => {
    const titles = new Map(catalogue.data?.focusAreas.map((area) => [area.reference, area.title]))
    return columnsWithin(
      registerColumns(today, (area) => titles.get(area) ?? ''),
      room,
    )
  }, [today, catalogue.data, room])

  const edits = useRegisterEdits(rows, position)
  const [adding, setAdding] = useState(false)

  function setFilter(next: RegisterFilter): void {
    void navigate({
      to: reference ? '/register/$reference' : '/register',
      params: { reference: reference ?? '' },
      search: { ...next, ics },
      replace: true,
    })
  }
  function open(row: ActionRow): void {
    setPosition({ active: { row: row.reference, column: position.active?.column ?? 'reference' } })
    void navigate({
      to: '/register/$reference',
      params: { reference: row.reference },
      search: { ...filter, ics },
      // Moving from one to the next is one step for Back.
      replace: reference !== null,
    })
  }
  function close(): void {
    void navigate({ to: '/register', search: { ...filter, ics } })
    focusGrid()
  }

  // The keys act on the list at once; an action opened from elsewhere is the one they act on.
  const isListed = !list.isPending
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the address changes
  useEffect(() => {
    if (!isListed) return
    if (reference) {
      const column = position.active?.column ?? 'reference'
      setPosition({ selected: [], active: { row: reference, column } })
    }
    // After a closing dialog has given the focus back to where it was.
    const timer = window.setTimeout(focusGrid, 50)
    return () => window.clearTimeout(timer)
  }, [reference, isListed])

  useShortcuts({
    '/': { label: 'Filter by words', run: () => words.current?.focus() },
    ...(reference ? { Escape: { label: 'Close the action beside the list', run: close } } : {}),
  })

  if (list.error && !list.data) return <ErrorState error={list.error} retry={list.refetch} />
  const total = summary.data?.systems.find((system) => system.ics === ics)?.total
  return (
    <Page
      fill
      title="Register"
      subtitle={
        <>
          {systemName(ics)} · <span className="numbers">{countWords(rows.length, total)}</span>
        </>
      }
    >
      <FilterBar ics={ics} filter={filter} onChange={setFilter} wordsRef={words} />
      <RegisterTools
        columns={columns}
        filter={filter}
        onOpenView={setFilter}
        selected={edits.selected}
        whyNot={edits.whyNot}
        onEdit={edits.edit}
        onClearSelection={() => setPosition({ selected: [] })}
        onAdd={() => setAdding(true)}
      />
      <AddActionDialog
        ics={ics}
        open={adding}
        onClose={() => setAdding(false)}
        onAdded={(added) =>
          void navigate({
            to: '/register/$reference',
            params: { reference: added },
            search: { ...filter, ics },
          })
        }
      />
      <div className={reference ? 'register register-with-detail' : 'register'}>
        {list.isPending ? (
          <Loading label="Reading the register" />
        ) : (
          <DataTable
            stateKey={REGISTER}
            placeKey={placeKey}
            label={`Actions of ${systemName(ics)}`}
            rows={rows}
            rowKey={rowKey}
            columns={columns}
            selectable
            onOpen={open}
            openKey={reference}
            onPaste={edits.paste}
            empty={
              <EmptyState
                title="No action fits these filters"
                action={<Button onPress={() => setFilter({})}>Clear filters</Button>}
              >
                Take a filter away, or use fewer words.
              </EmptyState>
            }
          />
        )}
        {reference && (
          <aside className="register-detail" aria-label={`Action ${reference}`}>
            <ActionDetailView reference={reference} ics={ics} onClose={close} />
          </aside>
        )}
      </div>
    </Page>
  )
}

const RAIL_PX = 212
/** The most of the page that the action beside the list takes. */
const DETAIL_SHARE = 0.46

/** Width the list has, in px: what the rail and the action beside it leave of the window. */
function useRoom(withDetail: boolean): number {
  const page = useSyncExternalStore(onResize, () => window.innerWidth - RAIL_PX)
  return withDetail ? page * (1 - DETAIL_SHARE) : page
}

function onResize(changed: () => void): () => void {
  window.addEventListener('resize', changed)
  return () => window.removeEventListener('resize', changed)
}

function focusGrid(): void {
  document.querySelector<HTMLElement>('.register > .table')?.focus()
}

/** The filter in the address, remembered for coming back. */
function useFilter(ics: string): RegisterFilter {
  const search = useSearch({ strict: false })
  const text = JSON.stringify(RegisterFilter.strip().catch({}).parse(search))
  const filter = useMemo(() => tidyFilter(JSON.parse(text)), [text])
  useEffect(() => rememberFilter(ics, filter), [ics, filter])
  return filter
}

function countWords(shown: number, total: number | undefined): string {
  return total === undefined || shown === total
    ? plural(shown, 'action')
    : `${shown} of ${plural(total, 'action')}`
}
