import { CopyButton } from '../app/CopyButton.tsx'
import type { Replica } from '../app/replica.ts'
import { Button } from '../ui/Button.tsx'

/** What the person must know of the text before they go on: above it, until it is settled. */
export function EditorNotices({
  replica,
  whyNot,
  status: { problem, refused },
}: {
  replica: Replica
  /** Why the text cannot be changed here. */
  whyNot: string | null
  status: Replica['status']
}) {
  return (
    <>
      {whyNot && <p className="editor-banner">{whyNot}</p>}
      {problem && (
        <p role="status" className="editor-banner editor-trouble">
          {problem}
        </p>
      )}
      {refused && (
        <div role="alert" className="editor-banner editor-trouble">
          <p>{refused.reason}</p>
          {refused.typed && (
            <>
              <p>Taken out of the text:</p>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: so that keys scroll it */}
              <blockquote className="editor-taken" tabIndex={0}>
                {refused.typed}
              </blockquote>
            </>
          )}
          <div className="form-buttons">
            {refused.typed && <CopyButton text={refused.typed}>Copy these words</CopyButton>}
            <Button onPress={() => replica.forgetRefused()}>Close</Button>
          </div>
        </div>
      )}
    </>
  )
}
