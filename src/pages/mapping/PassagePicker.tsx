import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { OwnPriority, PassageFile } from '../../../preload/strategies-types.ts'
import { ask } from '../../app/api.ts'
import { useJob } from '../../app/useJob.ts'
import { bridge } from '../../bridge/bridge.ts'
import { Button } from '../../ui/Button.tsx'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { plural } from '../../ui/format.ts'
import { JobProgress } from '../../ui/JobProgress.tsx'
import { useKept } from '../shared/kept.ts'
import { TaskProblem } from '../shared/TaskProblem.tsx'
import { PassageList } from './PassageList.tsx'
import { PriorityDialog } from './PriorityDialog.tsx'
import { draftOf, type PriorityDraft } from './priority-draft.ts'

interface Props {
  ics: string
  /** Priorities there are already. */
  known: readonly OwnPriority[]
  onDone: () => void
}

/** Reads a strategy's file, and makes priorities of the passages that the person picks. */
export function PassagePicker({ ics, known, onDone }: Props) {
  const job = useJob()
  const [file, setFile] = useKept<PassageFile | null>(`mapping.file.${ics}`, null)
  /** Whether what was pressed gave way to what stands there now, which takes the focus. */
  const [hasTurned, setHasTurned] = useState(false)
  const read = useMutation({
    onMutate: () => setHasTurned(true),
    mutationFn: async (chosen: File) =>
      ask('priorities.readFile', { file: await bridge.takeIn(chosen), job: job.start() }),
    onSuccess: setFile,
  })
  return (
    <>
      <div className="section-head">
        <h2>{file ? `Pick from ${file.name}` : 'Pick from a strategy’s file'}</h2>
        {file && (
          <Button
            autoFocus={hasTurned}
            onPress={() => {
              setHasTurned(true)
              setFile(null)
            }}
          >
            Choose another file
          </Button>
        )}
        <Button onPress={onDone}>Back to the list</Button>
      </div>
      {file ? (
        <Picking key={file.name} ics={ics} file={file} known={known} />
      ) : read.isPending ? (
        <JobProgress label="Reading the strategy" progress={job.progress} onCancel={job.cancel} />
      ) : (
        <>
          <TaskProblem error={read.error} />
          <FileDrop
            label="Choose the strategy"
            hint="Drop it here, as PDF, Word (.docx), Markdown or text. It stays on this computer; only the passages you pick are kept."
            endings={['.pdf', '.docx', '.md', '.txt']}
            onFile={read.mutate}
            autoFocus={hasTurned}
          />
        </>
      )}
    </>
  )
}

interface PickingProps {
  ics: string
  file: PassageFile
  known: readonly OwnPriority[]
}

function Picking({ ics, file, known }: PickingProps) {
  const [picked, setPicked] = useState<ReadonlySet<number>>(new Set())
  const [draft, setDraft] = useState<PriorityDraft | null>(null)
  const none = () => setPicked(new Set())
  return (
    <>
      <div className="picked">
        <p role="status">
          {picked.size === 0
            ? 'Tick the passages that say what this strategy puts first. Those ticked together become one priority, which you can then map.'
            : `${plural(picked.size, 'passage')} ticked`}
        </p>
        {picked.size > 0 && (
          <>
            <Button onPress={none}>Untick</Button>
            <Button kind="primary" onPress={() => setDraft(draftOf(file, picked))}>
              Make a priority of {picked.size === 1 ? 'it' : 'them'}
            </Button>
          </>
        )}
      </div>
      <PassageList file={file} known={known} picked={picked} onPick={setPicked} />
      <PriorityDialog ics={ics} editing={draft} onClose={() => setDraft(null)} onSaved={none} />
    </>
  )
}
