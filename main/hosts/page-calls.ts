import type { Answer } from '../../preload/contract.ts'
import type { ServiceHandle } from './service-handle.ts'

/**
 * What a page may call. It names no place on this computer: a page that somebody else got hold of
 * could otherwise have the record written, or another taken for it, anywhere.
 */
export async function callForPage(
  service: ServiceHandle,
  procedure: string,
  input: unknown,
): Promise<Answer<unknown>> {
  const { to, from } = (input ?? {}) as { to?: unknown; from?: unknown }
  if (procedure === 'record.backup' && to !== undefined)
    return refused(
      'A page makes backups in the record’s own folder alone. For another place: accord record backup --to FILE.',
    )
  if (procedure === 'record.restore' && !(await isListed(service, from)))
    return refused(
      'A page restores the record’s own backups alone. For another file: accord record restore FILE.',
    )
  return service.call(procedure, input)
}

async function isListed(service: ServiceHandle, path: unknown): Promise<boolean> {
  const listed = await service.call('record.backups', {})
  return listed.ok && (listed.value as { path: string }[]).some((backup) => backup.path === path)
}

const refused = (message: string): Answer<never> => ({
  ok: false,
  error: { code: 'wrong-call', message },
})
