import { useNavigate } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { useDeferredValue, useState } from 'react'
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components'
import type { Found } from '../../../preload/types.ts'
import { useAsk } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { type PaletteCommand, usePaletteCommands } from './commands.ts'
import { bestFirst, typedReference } from './query.ts'
import './Palette.css'

const RESULTS = 30
/** The way to the page that finds everything: always the last. */
const EVERYWHERE = 'everywhere'

/** Search and commands under one key: actions by reference or words, owners, case studies, pages. */
export function Palette({
  open,
  onClose,
  onHelp,
}: {
  open: boolean
  onClose: () => void
  onHelp: () => void
}) {
  return (
    <ModalOverlay
      className="dialog-overlay"
      isOpen={open}
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
    >
      <Modal className="dialog-frame palette-frame">
        <AriaDialog className="palette" aria-label="Search, or go anywhere" data-modal="">
          <Finder onDone={onClose} onHelp={onHelp} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

function Finder({ onDone, onHelp }: { onDone: () => void; onHelp: () => void }) {
  const { ics, systemName } = useApp()
  const navigate = useNavigate()
  const [words, setWords] = useState('')
  /** What the arrows chose; the first of the list until they did, or when that is gone. */
  const [chosen, setChosen] = useState('')
  const query = words.trim()
  // Only the search may lag behind the typing: Enter acts on what is typed.
  const asked = useDeferredValue(query)
  const found = useAsk(
    'search',
    { ics, query: asked, limit: RESULTS },
    { enabled: asked.length > 0, placeholderData: (previous) => previous },
  )
  const commands = bestFirst(usePaletteCommands(onHelp), query)
  const exact = useTypedAction(query)
  const others = query === '' ? [] : (found.data ?? [])
  const results = exact
    ? [exact, ...others.filter((one) => one.reference !== exact.reference)]
    : others
  // Commands are known at once and stand first, so that nothing moves when the search answers;
  // only a whole reference goes before them.
  const ids = exact
    ? [...results.map(resultId), ...commands.map(commandId)]
    : [...commands.map(commandId), ...results.map(resultId)]
  // Not before the answer: what is pressed first would be another line a moment later.
  const isAnswered = asked === query && !found.isPending
  const mayFindAnywhere = query !== '' && (isAnswered || ids.length > 0)
  if (mayFindAnywhere) ids.push(EVERYWHERE)

  function open({ kind, id, reference, title, ics: system }: Found): void {
    onDone()
    const where = system ? { ics: system } : {}
    if (kind === 'action' && reference)
      void navigate({ to: '/register/$reference', params: { reference }, search: where })
    else if (kind === 'owner') void navigate({ to: '/owners', search: { ...where, find: title } })
    else if (kind === 'strategy') void navigate({ to: '/strategies/$id', params: { id } })
    else void navigate({ to: '/learning', search: { study: id } })
  }

  const foundGroup = results.length > 0 && (
    <Command.Group heading={`Found in ${systemName(ics)}`}>
      {results.map((one) => (
        <Command.Item key={resultId(one)} value={resultId(one)} onSelect={() => open(one)}>
          <span className="palette-reference">{one.reference ?? KIND_WORDS[one.kind]}</span>
          <span className="palette-title">{one.title}</span>
          <span className="palette-detail">{one.detail}</span>
        </Command.Item>
      ))}
    </Command.Group>
  )
  const commandGroup = commands.length > 0 && (
    <Command.Group heading="Go to and do">
      {commands.map((command) => (
        <Command.Item
          key={commandId(command)}
          value={commandId(command)}
          onSelect={() => {
            onDone()
            command.run()
          }}
        >
          <span className="palette-title">{command.text}</span>
          {command.key && <kbd>{command.key}</kbd>}
        </Command.Item>
      ))}
    </Command.Group>
  )

  return (
    <Command
      shouldFilter={false}
      loop
      label="Search, or go anywhere"
      value={ids.includes(chosen) ? chosen : (ids[0] ?? '')}
      onValueChange={setChosen}
    >
      <Command.Input
        value={words}
        onValueChange={(next) => {
          setWords(next)
          setChosen('')
        }}
        placeholder="A reference such as HS1.e2, some words, a person, a page"
        autoFocus
      />
      {query !== '' && results.length === 0 && commands.length === 0 && (
        <p className="palette-nothing">
          {found.error?.message ??
            (found.isFetching
              ? 'Looking…'
              : `Nothing is called “${query}”. Try fewer words, or a reference such as HS1.e2.`)}
        </p>
      )}
      <Command.List label="Results">
        {exact ? foundGroup : commandGroup}
        {exact ? commandGroup : foundGroup}
        {mayFindAnywhere && (
          <Command.Item
            value={EVERYWHERE}
            onSelect={() => {
              onDone()
              void navigate({ to: '/search', search: { words: query } })
            }}
          >
            <span className="palette-title">Find “{query}” anywhere</span>
            <span className="palette-detail">In notes, workshops, strategies</span>
          </Command.Item>
        )}
      </Command.List>
    </Command>
  )
}

/**
 * The action whose whole reference was typed, known at once: Enter need not wait for the search.
 * Just after the start the catalogue may not be there yet; then the reference alone must do.
 */
function useTypedAction(query: string): Found | undefined {
  const { ics } = useApp()
  const catalogue = useAsk('catalogue.get', {})
  const reference = typedReference(query)
  if (!reference) return undefined
  const action = catalogue.data?.focusAreas
    .flatMap((area) => area.recommendations.flatMap(({ actions }) => actions))
    .find((one) => one.reference === reference)
  if (catalogue.data && !action) return undefined
  const title = action?.title ?? ''
  return { kind: 'action', id: reference, reference, title, detail: '', ics }
}

const resultId = ({ kind, ics, id }: Found) => `${kind} ${ics} ${id}`
const commandId = ({ text }: PaletteCommand) => `command ${text}`

const KIND_WORDS: Record<Found['kind'], string> = {
  action: 'Action',
  owner: 'Owner',
  strategy: 'Strategy',
  'case-study': 'Case study',
}
