import type { ReactNode } from 'react'
import { toast } from '../../app/toast.tsx'
import { Button } from '../../ui/Button.tsx'

/** Copies a text, and says so. */
export function CopyButton({ text, children }: { text: string; children: ReactNode }) {
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text)
      toast({ text: 'Copied' })
    } catch {
      toast({ text: 'This could not be copied. Select the text and copy it.', level: 'problem' })
    }
  }
  return <Button onPress={() => void copy()}>{children}</Button>
}
