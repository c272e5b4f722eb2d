import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import {
  findNext,
  findPrev,
  getMatchHighlights,
  getSearchState,
  replaceAll,
  replaceNext,
  SearchQuery,
  setSearchState,
} from 'prosemirror-search'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { plural } from '../../../domain/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { queryFor } from './Finding.ts'

/** Finds words in the text and puts others in their place. */
export function FindBar({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const field = useRef<HTMLInputElement>(null)
  const [search, setSearch] = useState(() => chosenWords(editor))
  const [replace, setReplace] = useState('')
  const [caseSensitive, setCaseSensitive] = useState(false)
  const [wholeWord, setWholeWord] = useState(false)
  const found = useEditorState({ editor, selector: ({ editor: current }) => standing(current) })

  useEffect(() => field.current?.select(), [])
  useEffect(() => {
    const query = queryFor({ search, replace, caseSensitive, wholeWord })
    editor.view.dispatch(setSearchState(editor.state.tr, query))
  }, [editor, search, replace, caseSensitive, wholeWord])
  useEffect(
    () => () => {
      if (!editor.isDestroyed)
        editor.view.dispatch(setSearchState(editor.state.tr, new SearchQuery({ search: '' })))
    },
    [editor],
  )

  const run = (command: typeof findNext) => {
    command(editor.state, editor.view.dispatch)
    editor.commands.scrollIntoView()
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') onClose()
    else if (event.key === 'Enter') run(event.shiftKey ? findPrev : findNext)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <search className="editor-find" aria-label="Find and replace">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter and Escape of the fields inside */}
      <div className="editor-find-fields" onKeyDown={onKeyDown}>
        <TextField label="Find" ref={field} value={search} onChange={setSearch} />
        {editor.isEditable && (
          <TextField label="Replace with" value={replace} onChange={setReplace} />
        )}
      </div>
      <div className="editor-find-choices">
        <Checkbox isSelected={caseSensitive} onChange={setCaseSensitive}>
          Same capitals
        </Checkbox>
        <Checkbox isSelected={wholeWord} onChange={setWholeWord}>
          Whole words
        </Checkbox>
        <span role="status" className="quiet">
          {foundWords(search, found)}
        </span>
      </div>
      <div className="editor-find-actions">
        <Button onPress={() => run(findPrev)}>Previous</Button>
        <Button onPress={() => run(findNext)}>Next</Button>
        {editor.isEditable && (
          <>
            <Button onPress={() => run(replaceNext)}>Replace</Button>
            <Button onPress={() => run(replaceAll)}>Replace all</Button>
          </>
        )}
        <Button kind="quiet" onPress={onClose}>
          Close
        </Button>
      </div>
    </search>
  )
}

function chosenWords(editor: Editor): string {
  const { from, to } = editor.state.selection
  const words = editor.state.doc.textBetween(from, to, ' ')
  return words.length <= 100 ? words : ''
}

/** How many there are, and which of them is chosen. */
function standing({ state }: Editor): { of: number; at: number } {
  if (!getSearchState(state)?.query.valid) return { of: 0, at: 0 }
  const matches = getMatchHighlights(state).find()
  const { from, to } = state.selection
  return {
    of: matches.length,
    at: matches.findIndex((one) => one.from === from && one.to === to) + 1,
  }
}

function foundWords(search: string, { of, at }: { of: number; at: number }): string {
  if (search === '') return ''
  if (of === 0) return 'Not found'
  return at > 0 ? `${at} of ${of}` : `${plural(of, 'place')}`
}
