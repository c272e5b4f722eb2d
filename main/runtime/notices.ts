import { randomUUID } from 'node:crypto'
import type { ServiceEvent } from '../../preload/contract.ts'
import type { Notice } from '../../preload/types.ts'

export interface NoticeBoard {
  /** @param text what happened, what it means, what to do */
  post(level: Notice['level'], text: string): Notice
  list(): Notice[]
  dismiss(id: string): void
}

/** What the person must be told and has not put away yet. */
export function notices(announce: (event: ServiceEvent) => void): NoticeBoard {
  let posted: Notice[] = []
  return {
    post(level, text) {
      const notice = { id: randomUUID(), level, text, at: new Date().toISOString() }
      posted.push(notice)
      announce({ type: 'notice', notice })
      return notice
    },
    list: () => posted,
    dismiss(id) {
      posted = posted.filter((notice) => notice.id !== id)
    },
  }
}
