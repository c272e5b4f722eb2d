import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { z } from 'zod'
import { ODS_CODE } from '../../domain/record/stream.ts'
import type { PersonHere } from '../../preload/types.ts'
import { awarenessFrame } from './frames.ts'

/** Who else is here, and on which page. Passed on between those who are connected, never stored. */
export interface Presence {
  /** The room through which it is told. */
  readonly room: string
  /** Says where this person is. */
  tell(place: { ics: string | null; page: string }): void
  /** Says where their caret is in a shared document. */
  point(caret: PersonHere['caret']): void
  /** The room is open: what we are goes out. */
  opened(): void
  hear(room: string, bytes: Uint8Array): void
  here(): PersonHere[]
  /** The connection is over: nobody is known to be here. */
  lost(): void
  close(): void
}

const State = z.object({
  ics: z.string().regex(ODS_CODE).nullable().catch(null),
  page: z.string().max(60).catch(''),
  caret: z
    .object({ document: z.string(), anchor: z.string(), head: z.string() })
    .nullable()
    .catch(null),
  // Set by the server, whatever the sender says.
  member: z.object({ id: z.string(), name: z.string().max(200) }),
})

/**
 * @param room where people meet
 * @param self this member's id: another device of theirs is not somebody else
 */
export function presence(
  room: string,
  self: string,
  send: (room: string, frame: Uint8Array) => void,
  changed: () => void,
): Presence {
  const doc = new Y.Doc()
  const awareness = new Awareness(doc)
  awareness.setLocalState({ ics: null, page: '', caret: null })
  let isOpen = false

  const tell = () => send(room, awarenessFrame(encodeAwarenessUpdate(awareness, [doc.clientID])))
  awareness.on('update', (_changes: unknown, origin: unknown) => {
    if (origin === 'local' && isOpen) tell()
  })
  awareness.on('change', (_changes: unknown, origin: unknown) => {
    if (origin !== 'local') changed()
  })

  return {
    room,
    tell: (place) => awareness.setLocalState({ ...awareness.getLocalState(), ...place }),
    point: (caret) => awareness.setLocalStateField('caret', caret),
    opened() {
      if (isOpen) return
      isOpen = true
      tell()
    },
    hear(from, bytes) {
      if (from === room) applyAwarenessUpdate(awareness, bytes, 'server')
    },
    here() {
      const people = new Map<string, PersonHere>()
      for (const [client, value] of awareness.getStates()) {
        const state = State.safeParse(value)
        if (client === doc.clientID || !state.success || state.data.member.id === self) continue
        const { member, ...place } = state.data
        people.set(member.id, { member: member.id, name: member.name, ...place })
      }
      return [...people.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
    },
    lost() {
      isOpen = false
      const others = [...awareness.getStates().keys()].filter((id) => id !== doc.clientID)
      for (const id of others) {
        awareness.states.delete(id)
        // With its clock kept, what is told again after the next connection would count as known.
        awareness.meta.delete(id)
      }
    },
    close() {
      awareness.destroy()
      doc.destroy()
    },
  }
}
