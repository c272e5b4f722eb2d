import { Menu, type MenuItemConstructorOptions, type WebContents } from 'electron'

/** The menu under the right mouse button: what can be done to the words there, and nothing else. */
export function offerContextMenu(contents: WebContents): void {
  contents.on('context-menu', (_event, { editFlags, isEditable, selectionText, ...word }) => {
    const items: MenuItemConstructorOptions[] = []
    // Suggestions come where the system checks spelling itself, which is on macOS.
    for (const suggestion of word.dictionarySuggestions)
      items.push({ label: suggestion, click: () => contents.replaceMisspelling(suggestion) })
    if (items.length > 0) items.push({ type: 'separator' })
    if (isEditable) items.push({ role: 'cut', label: 'Cut', enabled: editFlags.canCut })
    if (isEditable || selectionText.trim() !== '')
      items.push({ role: 'copy', label: 'Copy', enabled: editFlags.canCopy })
    if (isEditable) items.push({ role: 'paste', label: 'Paste', enabled: editFlags.canPaste })
    if (isEditable)
      items.push({ role: 'selectAll', label: 'Select all', enabled: editFlags.canSelectAll })
    if (items.length > 0) Menu.buildFromTemplate(items).popup()
  })
}
