import type { Chain } from '../../domain/sync/signatures.ts'

/** Clock reached by each Yjs client: the next one it will use. */
export type StateVector = Map<number, number>

/** What a room's guard needs to know, without any of its content. */
export interface RoomState {
  /** Number of the last update; 0 for a room that has none. */
  seq: number
  /** Bytes of all its updates as stored. */
  bytes: number
  clients: Map<number, ClientState>
  /** What its members' devices have signed. */
  chains: Chain[]
}

export interface ClientState {
  clock: number
  /** In a segment the author of all the client's entries; in a document who first wrote under it. */
  member: string
  /** What all of the client's entries come to (`addLink`); empty in documents. */
  link: string
}

export interface NewEntry {
  client: number
  clock: number
  id: string
  /** See `Receipt` in the protocol: its third part, and its fourth. */
  receipt: string
  hash: string
}

/** `[client, clock, receipt, hash]` of a stored entry. */
export type StoredReceipt = [client: number, clock: number, receipt: string, hash: string]

/** What an entry brought into being and rooms belong to. */
export interface NewSubject {
  kind: string
  id: string
}

export interface NewDeletions {
  member: string
  ranges: [client: number, clock: number, length: number][]
}

export interface NewUpdate {
  bytes: Uint8Array
  /** Clocks that its clients reach with it. */
  ends: StateVector
  deletes: boolean
  /** What it deletes that stood until now, and who says so. */
  deleted?: NewDeletions
  subjects?: readonly NewSubject[]
  /** What each client's entries come to with it. */
  links?: ReadonlyMap<number, string>
  /** Of each device whose chain it continues, how far that comes with it. */
  chains?: readonly Chain[]
  /** Author of each of its clients' entries. */
  authors: Map<number, string>
  entries: NewEntry[]
  at: number
}

export interface UpdateRow {
  seq: number
  bytes: Uint8Array
  ends: StateVector
  deletes: boolean
}
export type UpdateHead = Omit<UpdateRow, 'bytes'> & { size: number }

/** The first and last number of neighbours, and how many they are. */
export interface UpdateRun {
  from: number
  to: number
  count: number
}

export type AppendOutcome =
  /** Survives the end of this process; once `flushed` resolves, a power cut too. */
  | { outcome: 'stored'; seq: number; flushed: Promise<void> }
  /** Another node stored something in between: read it, look again. */
  | { outcome: 'behind' }
  /** The store already holds entries of these ids; nothing was stored. */
  | { outcome: 'taken'; ids: string[] }

/** Where updates are kept: append-only, except that neighbours may be merged into one. */
export interface UpdateStore {
  loadRoom(room: string): Promise<RoomState>
  /** Stores all the updates or none, after the one numbered `after`. */
  append(room: string, after: number, updates: NewUpdate[]): Promise<AppendOutcome>
  heads(room: string): Promise<UpdateHead[]>
  /** Updates numbered `from` to `to`, both included. @throws DamagedStore */
  read(room: string, from: number, to: number): Promise<UpdateRow[]>
  /**
   * Puts other updates, not more of them, in the place of some; `false` when those are no longer as
   * they were read.
   */
  merge(room: string, run: UpdateRun, merged: readonly Omit<UpdateRow, 'seq'>[]): Promise<boolean>
  entryIds(room: string, client: number, from: number, to: number): Promise<Map<number, string>>
  receipts(room: string, client: number, from: number, limit: number): Promise<StoredReceipt[]>
  /** Last update's number of those rooms that have one. */
  latest(rooms: string[]): Promise<Map<string, number>>
  roomNames(): Promise<string[]>
}

export interface Statement {
  sql: string
  params?: unknown[]
  /** Undo all of the batch when this one changes no row. */
  must?: boolean
}

/** SQL that both databases read, with `?` for values: what little members need of a store. */
export interface Sql {
  all<Row>(sql: string, params?: unknown[]): Promise<Row[]>
  /** All or nothing; `false` when a statement that must change something did not. */
  atomically(statements: Statement[]): Promise<boolean>
}

export interface Store extends UpdateStore, Sql {
  readonly kind: 'sqlite' | 'postgres'
  /** Fails when the store cannot be written. */
  check(): Promise<void>
  /** Resolves once all that was stored until now would survive a power cut. */
  flushed(): Promise<void>
  close(): Promise<void>
}

/** The store's content is not what was written. */
export class DamagedStore extends Error {
  override name = 'DamagedStore'
}
