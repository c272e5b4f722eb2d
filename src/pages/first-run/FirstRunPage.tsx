import { useState } from 'react'
import type { System } from '../../../preload/types.ts'
import { queryClient, useTell } from '../../app/api.ts'
import { useJob } from '../../app/useJob.ts'
import { Button } from '../../ui/Button.tsx'
import { JobProgress } from '../../ui/JobProgress.tsx'
import { JoinForm } from '../shared/JoinForm.tsx'
import { NewRecordForm } from './NewRecordForm.tsx'
import './first-run.css'

/** The very first screen: start a record of one's own, or look around with invented data. */
export function FirstRunPage({ systems }: { systems: readonly System[] }) {
  const example = useTell('record.createExample')
  const job = useJob()
  const [making, setMaking] = useState(false)

  function lookAround(): void {
    setMaking(true)
    example.mutate(
      { job: job.start() },
      {
        onSuccess: (state) => queryClient.setQueryData(['app.state', {}], state),
        onSettled: () => {
          setMaking(false)
          void queryClient.invalidateQueries()
        },
      },
    )
  }

  return (
    <main className="first-run">
      <header>
        <h1>Accord</h1>
        <p>
          Where your system stands on the commission’s 246 actions on health inequalities, and what
          its neighbours did. Your record stays on this computer.
        </p>
      </header>
      {making ? (
        <JobProgress
          label="Inventing data for eleven systems"
          progress={job.progress}
          onCancel={job.cancel}
        />
      ) : (
        <div className="first-run-choices">
          <section>
            <h2>Start your record</h2>
            <NewRecordForm systems={systems} />
          </section>
          <div className="first-run-others">
            <section>
              <h2>Join with an invitation</h2>
              <JoinForm />
            </section>
            <section>
              <h2>Look around first</h2>
              <p>
                Opens a copy with invented data for all eleven systems. Try anything: none of it is
                real, and it never mixes with your own record.
              </p>
              <Button onPress={lookAround}>Look around with example data</Button>
            </section>
          </div>
        </div>
      )}
    </main>
  )
}
