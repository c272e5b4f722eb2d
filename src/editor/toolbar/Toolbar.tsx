import { isSuggestChangesEnabled } from '@handlewithcare/prosemirror-suggest-changes'
import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import type { ReactNode } from 'react'
import { Toolbar as AriaToolbar, Button, Group, ToggleButton } from 'react-aria-components'
import { Menu } from '../../ui/Menu.tsx'
import { undoKey } from '../binding/undo.ts'
import type { OpenDialog } from '../dialog-kind.ts'
import {
  type Action,
  insertActions,
  LIST_ACTIONS,
  MARK_ACTIONS,
  STYLE_ACTIONS,
  TABLE_ACTIONS,
  type Takes,
} from './actions.ts'
import { EditorIcon, type EditorIconName } from './icons.tsx'

interface Props {
  editor: Editor
  takes: Takes
  open: OpenDialog
  onComment: () => void
  onSuggest: () => void
  onFind: () => void
  /** Whether the panel beside the text is on show. */
  hasPanel: boolean
  onPanel: () => void
}

/** All that can be done with the text. One tab stop; the arrow keys move inside it. */
export function Toolbar({
  editor,
  takes,
  open,
  onComment,
  onSuggest,
  onFind,
  hasPanel,
  onPanel,
}: Props) {
  const now = useEditorState({ editor, selector: ({ editor: current }) => standing(current) })
  const choices = (actions: readonly Action[]) =>
    actions.map(({ id, text, key, run }) => ({
      id,
      text,
      run: () => run(editor),
      ...(key ? { shortcut: key } : {}),
    }))
  return (
    <AriaToolbar className="editor-toolbar" aria-label="Text">
      <Group className="editor-tools">
        <Tool
          icon="undo"
          label="Undo (Ctrl Z)"
          isOff={!now.undo}
          onPress={() => editor.chain().focus().undo().run()}
        />
        <Tool
          icon="redo"
          label="Redo (Ctrl Y)"
          isOff={!now.redo}
          onPress={() => editor.chain().focus().redo().run()}
        />
      </Group>
      <Group className="editor-tools">
        <Menu
          kind="quiet"
          label={<More>{now.style}</More>}
          accessibleLabel={`Style: ${now.style}`}
          choices={choices(STYLE_ACTIONS)}
        />
      </Group>
      <Group className="editor-tools">
        {MARK_ACTIONS.map(({ id, mark, text, icon, key, run }) => (
          <Toggle
            key={id}
            icon={icon}
            label={`${text} (${key})`}
            isOn={now.marks.includes(mark)}
            onPress={() => run(editor)}
          />
        ))}
        <Toggle
          icon="link"
          label="Link (Ctrl K)"
          isOn={now.marks.includes('link')}
          onPress={() => open({ kind: 'link' })}
        />
      </Group>
      <Group className="editor-tools">
        {LIST_ACTIONS.map(({ id, list, text, icon, key, run }) => (
          <Toggle
            key={id}
            icon={icon}
            label={`${text} (${key})`}
            isOn={now.list === list}
            onPress={() => run(editor)}
          />
        ))}
      </Group>
      <Group className="editor-tools">
        <Menu
          kind="quiet"
          label={<More>Insert</More>}
          choices={choices(insertActions(takes, open))}
        />
        {now.inTable && (
          <Menu kind="quiet" label={<More>Table</More>} choices={choices(TABLE_ACTIONS)} />
        )}
      </Group>
      <Group className="editor-tools">
        <Button className="tool tool-words" onPress={onComment}>
          <EditorIcon name="comment" /> Comment
        </Button>
        <ToggleButton className="tool tool-words" isSelected={now.suggesting} onChange={onSuggest}>
          Suggest changes{now.suggesting ? ': on' : ''}
        </ToggleButton>
      </Group>
      <Group className="editor-tools editor-tools-end">
        <Tool icon="find" label="Find and replace (Ctrl F)" onPress={onFind} />
        <Tool icon="keys" label="Keys" onPress={() => open({ kind: 'keys' })} />
        <Toggle icon="panel" label="Panel beside the text" isOn={hasPanel} onPress={onPanel} />
      </Group>
    </AriaToolbar>
  )
}

/** What the toolbar shows of where the caret is. Compared by value: most keys change none of it. */
function standing(editor: Editor) {
  const { state } = editor
  const { $from } = state.selection
  const undo = undoKey.getState(state)?.undoManager
  const ancestors = Array.from(
    { length: $from.depth + 1 },
    (_, depth) => $from.node(depth).type.name,
  )
  return {
    undo: (undo?.undoStack.length ?? 0) > 0,
    redo: (undo?.redoStack.length ?? 0) > 0,
    style: styleWords($from.parent.type.name, $from.parent.attrs.level, ancestors),
    marks: ['bold', 'italic', 'strike', 'link'].filter((mark) => editor.isActive(mark)),
    list: ancestors.findLast((name) => name === 'bulletList' || name === 'orderedList') ?? '',
    inTable: ancestors.includes('table'),
    suggesting: isSuggestChangesEnabled(state),
  }
}

function styleWords(block: string, level: unknown, ancestors: readonly string[]): string {
  if (block === 'heading') return `Heading ${level}`
  return ancestors.includes('blockquote') ? 'Quotation' : 'Paragraph'
}

function More({ children }: { children: ReactNode }) {
  return (
    <>
      {children}
      <span aria-hidden="true" className="tool-more" />
    </>
  )
}

interface ToolProps {
  icon: EditorIconName
  label: string
  onPress: () => unknown
}

function Tool({ icon, label, onPress, isOff = false }: ToolProps & { isOff?: boolean }) {
  return (
    <Button className="tool" aria-label={label} isDisabled={isOff} onPress={() => void onPress()}>
      <EditorIcon name={icon} />
    </Button>
  )
}

function Toggle({ icon, label, onPress, isOn }: ToolProps & { isOn: boolean }) {
  return (
    <ToggleButton
      className="tool"
      aria-label={label}
      isSelected={isOn}
      onChange={() => void onPress()}
    >
      <EditorIcon name={icon} />
    </ToggleButton>
  )
}
