import { useEffect, useRef } from 'react'

/** Takes files that are dropped anywhere on the window, beside a place made for them. */
export function useWindowDrop(onFiles: (files: File[]) => void, isOpen: boolean): void {
  const now = useRef({ onFiles, isOpen })
  useEffect(() => {
    now.current = { onFiles, isOpen }
  })
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const over = (event: DragEvent) => {
      // Without this a browser opens the file in place of the page.
      if (hasFiles(event)) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      if (!hasFiles(event) || event.defaultPrevented) return
      event.preventDefault()
      const files = [...(event.dataTransfer?.files ?? [])]
      if (now.current.isOpen && files.length > 0) now.current.onFiles(files)
    }
    window.addEventListener('dragover', over)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('drop', drop)
    }
  }, [])
}
