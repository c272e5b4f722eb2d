import type { Editor } from '@tiptap/core'
import type { MovedQuote } from '../../../preload/reports-types.ts'
import { toast } from '../../app/toast.tsx'
import { goTo } from '../../editor/go-to.ts'
import { Button } from '../../ui/Button.tsx'
import { useKeptFocus } from '../shared/useKeptFocus.ts'
import { quotedAt, reread } from './reread.ts'

interface Props {
  moved: readonly MovedQuote[]
  whyNot: string | null
  /** Of the narrative; null until it is there. */
  editor: Editor | null
}

/** Figures that read otherwise in this freeze: their sentences are to be read again. */
export function MovedQuotes({ moved, whyNot, editor }: Props) {
  const place = useKeptFocus<HTMLDivElement>(moved.length)
  return (
    // Stands even while it is empty, so that what comes into it is read out.
    <div role="status" className="moved-quotes" ref={place} tabIndex={-1}>
      {moved.length > 0 && (
        <>
          <p>
            <strong>These sentences quote figures that have changed. Read them again.</strong>
          </p>
          <ul>
            {moved.map((quote) => (
              <li key={`${quote.key} ${quote.quoted}`}>
                <Standing quote={quote} />
                {editor && <Ways quote={quote} whyNot={whyNot} editor={editor} />}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

function Standing({ quote: { label, quoted, now } }: { quote: MovedQuote }) {
  return (
    <p>
      {label}: quoted as <strong>{quoted}</strong>,{' '}
      {now === null ? (
        'which this freeze does not have. Take it out, or quote another.'
      ) : (
        <>
          now <strong>{now}</strong>.
        </>
      )}
    </p>
  )
}

interface WaysProps {
  quote: MovedQuote
  whyNot: string | null
  editor: Editor
}

function Ways({ quote, whyNot, editor }: WaysProps) {
  const { label, now } = quote
  return (
    <div className="form-buttons">
      <Button
        kind="quiet"
        aria-label={`Show it: the sentence about ${label}`}
        onPress={() => {
          const [first] = quotedAt(editor, quote)
          if (first !== undefined) goTo(editor, first, first + 1)
        }}
      >
        Show it
      </Button>
      {now !== null && (
        <Button
          kind="quiet"
          whyNot={whyNot}
          aria-label={`I have read it again: the sentence about ${label}`}
          onPress={() => {
            reread(editor, quote, now)
            toast({ text: `The sentence about ${label} now says ${now}.` })
          }}
        >
          I have read it again
        </Button>
      )}
    </div>
  )
}
