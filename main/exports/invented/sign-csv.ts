import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { parse } from 'csv-parse'
import { stringify } from 'csv-stringify'
import { INVENTED_SIGN } from '../../../domain/publication/invented.ts'
import { CSV_FORMAT } from '../plain-csv.ts'

/** A column at the end says it in every row, so that rows copied elsewhere say it too. */
export async function signCsv(content: Buffer): Promise<Uint8Array> {
  const rows = Readable.from([content]).pipe(parse({ bom: true, relax_column_count: true }))
  const signed = Readable.from(withSign(rows)).pipe(stringify(CSV_FORMAT))
  return buffer(signed)
}

async function* withSign(rows: AsyncIterable<string[]>): AsyncGenerator<string[]> {
  for await (const row of rows) yield [...row, INVENTED_SIGN]
}
