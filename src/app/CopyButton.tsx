import { Button, type ButtonProps } from '../ui/Button.tsx'
import { toast } from './toast.tsx'

/** Copies a text, and says so. */
export function CopyButton({ text, ...rest }: { text: string } & Omit<ButtonProps, 'onPress'>) {
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text)
      toast({ text: 'Copied' })
    } catch {
      toast({ text: 'This could not be copied. Select the text and copy it.', level: 'problem' })
    }
  }
  return <Button {...rest} onPress={() => void copy()} />
}
