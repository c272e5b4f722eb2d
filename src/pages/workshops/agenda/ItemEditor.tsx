import { type KeyboardEvent, useState } from 'react'
import { ItemFields } from '../../../../domain/record/workshop-fields.ts'
import { ITEM_KIND_WORDS, ITEM_KINDS } from '../../../../domain/record/workshop-words.ts'
import type { SessionDetail, SessionItem } from '../../../../preload/workshops-types.ts'
import { useTell } from '../../../app/api.ts'
import { SystemSelect } from '../../../app/SystemSelect.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Select } from '../../../ui/Select.tsx'
import { TextArea, TextField } from '../../../ui/TextField.tsx'
import { changedFields, seenOf, textOrNull } from '../../shared/changes.ts'
import { LinkPicker } from './LinkPicker.tsx'

interface Props {
  session: SessionDetail
  /** Absent for a new one. */
  item?: SessionItem
  onClose: () => void
}

const NEW_ITEM = {
  kind: 'discussion',
  title: '',
  minutes: 15,
  presenter: null,
  presenterSystem: null,
  wanted: null,
  links: [],
} satisfies Partial<SessionItem>

/** The fields of an item where it stands in the agenda. Ctrl+Enter saves, Escape leaves it as it was. */
export function ItemEditor({ session, item, onClose }: Props) {
  const save = useTell('workshops.saveItem')
  // What was in view when the editor opened, whatever comes in meanwhile.
  const [inView] = useState(item)
  const [draft, setDraft] = useState(() => {
    const { kind, title, minutes, presenter, presenterSystem, wanted, links } = item ?? NEW_ITEM
    return {
      ...{ kind, title, presenterSystem, links },
      minutes: String(minutes),
      presenter: presenter ?? '',
      wanted: wanted ?? '',
    }
  })
  const [problems, setProblems] = useState<{ title?: string; minutes?: string }>({})
  const change = (fields: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...fields }))

  function submit() {
    const fields = {
      ...draft,
      title: draft.title.trim(),
      minutes: Number(draft.minutes),
      presenter: textOrNull(draft.presenter),
      wanted: textOrNull(draft.wanted),
    }
    const found = {
      ...(fields.title === '' && { title: 'Say what it is about.' }),
      ...(!ItemFields.shape.minutes.safeParse(fields.minutes).success && {
        minutes: 'From 1 to 480.',
      }),
    }
    setProblems(found)
    if (Object.keys(found).length > 0) return
    if (inView === undefined) {
      save.mutate({ session: session.id, fields }, { onSuccess: onClose })
      return
    }
    // A field on which two people disagree is settled by saving what is in view.
    const settled = Object.fromEntries(
      Object.entries(fields).filter(([field]) => inView.conflicts.includes(field)),
    )
    const changes = { ...changedFields<ItemFields>(fields, inView), ...settled }
    if (Object.keys(changes).length === 0) return onClose()
    save.mutate(
      {
        ...{ session: session.id, id: inView.id, fields: changes },
        seen: seenOf(inView.heads, changes),
      },
      { onSuccess: onClose },
    )
  }

  function onKeyDown(event: KeyboardEvent) {
    const saves = event.key === 'Enter' && (event.ctrlKey || event.metaKey)
    if (!saves && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    if (saves) submit()
    else onClose()
  }

  return (
    <form
      className="item-editor"
      aria-label={item ? `Change ${item.title}` : 'New item'}
      noValidate
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className="item-editor-first">
        <TextField
          label="Item"
          value={draft.title}
          onChange={(title) => change({ title })}
          problem={problems.title}
          maxLength={200}
          autoFocus
        />
        <Select
          label="Kind"
          options={ITEM_KINDS.map((id) => ({ id, text: ITEM_KIND_WORDS[id] }))}
          value={draft.kind}
          onChange={(kind) => change({ kind })}
        />
        <TextField
          label="Minutes"
          value={draft.minutes}
          onChange={(minutes) => change({ minutes })}
          problem={problems.minutes}
          inputMode="numeric"
          maxLength={3}
        />
      </div>
      <div className="item-editor-second">
        <TextField
          label="Presenter"
          value={draft.presenter}
          onChange={(presenter) => change({ presenter })}
          maxLength={120}
        />
        <SystemSelect
          label="Their system"
          none="No system"
          value={draft.presenterSystem}
          onChange={(presenterSystem) => change({ presenterSystem })}
        />
      </div>
      <TextArea
        label="What is wanted from people"
        rows={2}
        value={draft.wanted}
        onChange={(wanted) => change({ wanted })}
        maxLength={1000}
      />
      <LinkPicker
        links={draft.links}
        linked={item?.linked ?? []}
        onChange={(links) => change({ links })}
      />
      <div className="form-buttons">
        <Button kind="primary" type="submit" isDisabled={save.isPending}>
          {item ? 'Save' : 'Add'}
        </Button>
        <Button onPress={onClose}>Cancel</Button>
        <span className="quiet item-editor-keys">
          <kbd>Ctrl Enter</kbd> saves, <kbd>Esc</kbd> leaves it as it was
        </span>
      </div>
    </form>
  )
}
