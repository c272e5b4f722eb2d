import type { Finished } from '../../../domain/publication/finished.ts'
import { layoutOf } from './layout.ts'

/** A tagged PDF that keeps PDF/UA-1. @throws as `layoutOf` */
export async function renderPdf(finished: Finished, signal?: AbortSignal): Promise<Buffer> {
  return (await layoutOf(finished, signal)).pdf
}
