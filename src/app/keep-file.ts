import type { OutFile } from '../../preload/types.ts'
import { bridge } from '../bridge/bridge.ts'
import { toast } from './toast.tsx'

/**
 * Lets the person keep a file the service made, and says that it is saved.
 * @param more what else they should know: a sentence or two
 */
export async function keepFile(file: OutFile, more = ''): Promise<void> {
  if (await bridge.keep(file)) toast({ text: `${file.name} is saved. ${more}`.trim() })
}
