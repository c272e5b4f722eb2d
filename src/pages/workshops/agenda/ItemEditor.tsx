import { type KeyboardEvent, useRef } from 'react'
import { z } from 'zod'
import { ItemFields } from '../../../../domain/record/workshop-fields.ts'
import { ITEM_KIND_WORDS, ITEM_KINDS } from '../../../../domain/record/workshop-words.ts'
import type { SessionDetail, SessionItem } from '../../../../preload/workshops-types.ts'
import { useTell } from '../../../app/api.ts'
import { SystemSelect } from '../../../app/SystemSelect.tsx'
import { DraftNote } from '../../../forms/DraftNote.tsx'
import { wordsFor } from '../../../forms/limits.ts'
import { useEntryForm } from '../../../forms/useEntryForm.ts'
import { Button } from '../../../ui/Button.tsx'
import { showTooLong } from '../../../ui/length.ts'
import { Select } from '../../../ui/Select.tsx'
import { TextArea, TextField } from '../../../ui/TextField.tsx'
import { changedFields, seenOf, textOrNull } from '../../shared/changes.ts'
import { LinkPicker } from './LinkPicker.tsx'

const { minutes, title, presenter, wanted } = ItemFields.shape
const Fields = z.object({
  title: wordsFor(title, 'Say what it is about.'),
  minutes: z.string().refine((text) => minutes.safeParse(Number(text)).success, 'From 1 to 480.'),
  ...{ presenter, wanted },
})

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

/** An item as it is typed in the form. */
function typed(item: Pick<SessionItem, keyof typeof NEW_ITEM>) {
  const { kind, title, minutes, presenter, presenterSystem, wanted, links } = item
  return {
    ...{ kind, title, presenterSystem, links },
    minutes: String(minutes),
    presenter: presenter ?? '',
    wanted: wanted ?? '',
  }
}

/** The fields of an item where it stands in the agenda. Ctrl+Enter saves, Escape leaves it for later. */
export function ItemEditor({ session, item, onClose }: Props) {
  const save = useTell('workshops.saveItem')
  const frame = useRef<HTMLFormElement>(null)
  const form = useEntryForm({
    draft: `item/${session.id}/${item?.id ?? 'new'}`,
    values: typed(item ?? NEW_ITEM),
    ...(item && { basis: item }),
    schema: Fields,
    save: async (values, inView?: SessionItem) => {
      const fields = {
        ...values,
        title: values.title.trim(),
        minutes: Number(values.minutes),
        presenter: textOrNull(values.presenter),
        wanted: textOrNull(values.wanted),
      }
      if (!item || !inView) return save.mutateAsync({ session: session.id, fields })
      // A field on which two people disagree is settled by saving what is in view.
      const settled = Object.fromEntries(
        Object.entries(fields).filter(([field]) => inView.conflicts.includes(field)),
      )
      const changes = { ...changedFields<ItemFields>(fields, inView), ...settled }
      if (Object.keys(changes).length === 0) return null
      return save.mutateAsync({
        ...{ session: session.id, id: item.id, fields: changes },
        seen: seenOf(inView.heads, changes),
      })
    },
    onSaved: onClose,
  })
  const submit = () => {
    if (frame.current && !showTooLong(frame.current)) void form.submit()
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
      ref={frame}
      className="item-editor"
      aria-label={item ? `Change ${item.title}` : 'New item'}
      noValidate
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <DraftNote form={form} />
      <div className="item-editor-first">
        <TextField label="Item" {...form.field('title')} autoFocus />
        <Select
          label="Kind"
          options={ITEM_KINDS.map((id) => ({ id, text: ITEM_KIND_WORDS[id] }))}
          value={form.values.kind}
          onChange={(kind) => form.set({ kind })}
        />
        <TextField label="Minutes" {...form.field('minutes')} inputMode="numeric" />
      </div>
      <div className="item-editor-second">
        <TextField label="Presenter" {...form.field('presenter')} />
        <SystemSelect
          label="Their system"
          none="No system"
          value={form.values.presenterSystem}
          onChange={(presenterSystem) => form.set({ presenterSystem })}
        />
      </div>
      <TextArea label="What is wanted from people" rows={2} {...form.field('wanted')} />
      <LinkPicker
        links={form.values.links}
        linked={item?.linked ?? []}
        onChange={(links) => form.set({ links })}
      />
      <div className="form-buttons">
        <Button kind="primary" type="submit" isDisabled={form.isSaving}>
          {item ? 'Save' : 'Add'}
        </Button>
        <Button onPress={onClose}>Cancel</Button>
        <span className="quiet item-editor-keys">
          <kbd>Ctrl Enter</kbd> saves, <kbd>Esc</kbd> leaves it as a draft
        </span>
      </div>
    </form>
  )
}
