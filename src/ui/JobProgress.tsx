import { Label, ProgressBar } from 'react-aria-components'
import { Button } from './Button.tsx'
import './JobProgress.css'

/** How far a long task has come, of how much, and at what. */
export interface Progress {
  done: number
  total: number
  label: string
}

interface Props {
  /** Said until the service says more. */
  label: string
  progress: Progress | null
  onCancel: () => void
}

/** How far a long task has come, with the way to stop it. */
export function JobProgress({ label, progress, onCancel }: Props) {
  return (
    <div className="job-progress">
      <ProgressBar
        isIndeterminate={progress === null}
        value={progress?.done ?? 0}
        maxValue={progress?.total ?? 1}
      >
        {({ percentage, valueText }) => (
          <>
            <Label>{progress?.label ?? label}</Label>
            <span className="numbers">{valueText}</span>
            <div className="job-progress-track">
              <div className="job-progress-done" style={{ width: `${percentage ?? 0}%` }} />
            </div>
          </>
        )}
      </ProgressBar>
      <Button onPress={onCancel}>Cancel</Button>
    </div>
  )
}
