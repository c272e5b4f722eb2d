import type { Editor } from '@tiptap/core'
import { type ReactNode, useSyncExternalStore } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { CommentsPanel } from '../comments/CommentsPanel.tsx'
import type { Person, Threads } from '../comments/threads.ts'
import type { FactsStore } from '../document/facts-store.ts'
import { ShelfPanel } from '../shelf/ShelfPanel.tsx'
import { type ShelfStore, useShelf } from '../shelf/shelf-store.ts'
import { SuggestionsPanel } from '../suggesting/SuggestionsPanel.tsx'
import { Outline } from './Outline.tsx'

export type PanelTab = 'outline' | 'comments' | 'suggestions' | 'shelf' | 'side'

interface Props {
  editor: Editor
  facts: FactsStore
  threads: Threads
  shelf: ShelfStore
  mayWrite: boolean
  document: string
  tab: PanelTab
  onTab: (tab: PanelTab) => void
  /** Which time since the last that a comment on chosen words is begun; 0 while none is written. */
  drafting: number
  onDraft: () => void
  onDrafted: () => void
  me: Person
  side?: ReactNode
  sideLabel?: string | undefined
}

/** What stands beside the text: its headings, its comments, its suggestions, and the page's own. */
export function SidePanel(props: Props) {
  const { editor, facts, threads, shelf, mayWrite, tab, onTab, side, sideLabel } = props
  const kept = useShelf(shelf).length
  const suggested = useSyncExternalStore(facts.listen, () => facts.now().suggestions.length)
  const all = useSyncExternalStore(threads.listen, threads.all)
  const open = [...all.values()].filter(({ resolved }) => resolved === null).length
  return (
    <Tabs
      className="editor-panel"
      selectedKey={tab}
      onSelectionChange={(key) => onTab(key as PanelTab)}
    >
      <TabList className="editor-tabs" aria-label="Beside the text">
        <Tab id="outline" className="editor-tab">
          Outline
        </Tab>
        <Tab id="comments" className="editor-tab">
          Comments{open > 0 ? ` ${open}` : ''}
        </Tab>
        <Tab id="suggestions" className="editor-tab">
          Suggestions{suggested > 0 ? ` ${suggested}` : ''}
        </Tab>
        {(kept > 0 || tab === 'shelf') && (
          <Tab id="shelf" className="editor-tab">
            Kept words{kept > 0 ? ` ${kept}` : ''}
          </Tab>
        )}
        {side && (
          <Tab id="side" className="editor-tab">
            {sideLabel ?? 'About'}
          </Tab>
        )}
      </TabList>
      <TabPanel id="outline" className="editor-tab-panel">
        <Outline editor={editor} facts={facts} />
      </TabPanel>
      <TabPanel id="comments" className="editor-tab-panel">
        <CommentsPanel {...props} />
      </TabPanel>
      <TabPanel id="suggestions" className="editor-tab-panel">
        <SuggestionsPanel editor={editor} facts={facts} />
      </TabPanel>
      <TabPanel id="shelf" className="editor-tab-panel">
        <ShelfPanel shelf={shelf} mayWrite={mayWrite} />
      </TabPanel>
      {side && (
        <TabPanel id="side" className="editor-tab-panel">
          {side}
        </TabPanel>
      )}
    </Tabs>
  )
}
