import { useAsk } from '../../app/api.ts'
import { CopyButton } from '../../app/CopyButton.tsx'
import { useApp } from '../../app/state.tsx'

/** What happened lately, for the people who support Accord. */
export function SupportLog() {
  const { state } = useApp()
  // Asked for at each visit: it grows by itself.
  const { data: log } = useAsk('sync.log', {}, { staleTime: 0 })
  if (!log?.text) return null
  return (
    <section aria-labelledby="log">
      <h2 id="log">Log</h2>
      <p>If something does not work, send this to the people who support Accord.</p>
      <CopyButton text={`Accord ${state.version}\n${log.text}`}>Copy log for support</CopyButton>
      <details>
        <summary>Show the log</summary>
        <pre className="sync-log">{log.text}</pre>
      </details>
    </section>
  )
}
