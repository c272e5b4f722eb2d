import { rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { CarriedObservation } from '../../domain/record/observations.ts'
import type { Db } from '../record/database.ts'

/**
 * Rows of an import between its preview and its writing, in a database of their own: a file may
 * hold more of them than the memory does.
 */
export class Staging {
  readonly #db: Db
  readonly #path: string
  readonly #insert: Database.Statement
  #count = 0

  /** @param path of a file that is not there yet, and goes when this is closed */
  constructor(path: string) {
    this.#path = path
    this.#db = new Database(path)
    this.#db.pragma('journal_mode = OFF')
    this.#db.pragma('synchronous = OFF')
    this.#db.exec('CREATE TABLE staged (indicator TEXT NOT NULL, body TEXT NOT NULL)')
    this.#insert = this.#db.prepare('INSERT INTO staged VALUES (?, ?)')
  }

  get count(): number {
    return this.#count
  }

  /** Adds rows of one batch of the file. */
  add(rows: readonly { indicator: string; observation: CarriedObservation }[]): void {
    this.#db.transaction(() => {
      for (const { indicator, observation } of rows)
        this.#insert.run(indicator, JSON.stringify(observation))
    })()
    this.#count += rows.length
  }

  countOf(indicator: string): number {
    return this.#db
      .prepare('SELECT count(*) FROM staged WHERE indicator = ?')
      .pluck()
      .get(indicator) as number
  }

  *rowsOf(indicator: string): Generator<CarriedObservation> {
    const bodies = this.#db
      .prepare('SELECT body FROM staged WHERE indicator = ? ORDER BY rowid')
      .pluck()
      .iterate(indicator) as Iterable<string>
    for (const body of bodies) yield JSON.parse(body)
  }

  close(): void {
    this.#db.close()
    rmSync(this.#path, { force: true })
  }
}
