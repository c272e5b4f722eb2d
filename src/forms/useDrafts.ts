import { useEffect } from 'react'
import { useAsk } from '../app/api.ts'
import { openDrafts } from './drafts.ts'

/** Takes up the drafts of whichever record is open; stands once, above every page. */
export function useDrafts(): void {
  const { data } = useAsk('app.state', {})
  const whose = data && `${data.record}/${data.member?.id ?? ''}`
  useEffect(() => {
    if (whose !== undefined) void openDrafts(whose)
  }, [whose])
}
