import { useEffect } from 'react'
import { narrativeDocument } from '../../../domain/documents/tree.ts'
import { queryClient } from '../../app/api.ts'
import { bridge } from '../../bridge/bridge.ts'

/** A pause in the typing, in ms. */
const PAUSE_MS = 500

/**
 * Asks for a report again once somebody has typed in one of its narratives: the figures it quotes
 * and its comments may be others now.
 */
export function useNarrativeNews(report: string): void {
  useEffect(() => {
    const beginning = narrativeDocument(report, '')
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = bridge.listen((event) => {
      if (event.type !== 'document' || !event.document.startsWith(beginning)) return
      clearTimeout(timer)
      timer = setTimeout(
        () => void queryClient.invalidateQueries({ queryKey: ['reports.get', { id: report }] }),
        PAUSE_MS,
      )
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [report])
}
