import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { bare } from '../../../charts/specs/values.ts'
import type { ImportedIndicator, MetricsImportPreview } from '../../../preload/metrics-types.ts'
import { useAsk, useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { useJob } from '../../app/useJob.ts'
import { Button } from '../../ui/Button.tsx'
import { formatNumber, plural } from '../../ui/format.ts'
import { JobProgress } from '../../ui/JobProgress.tsx'
import { TaskProblem } from '../shared/TaskProblem.tsx'
import { ImportIndicators } from './ImportIndicators.tsx'
import type { IndicatorChoices } from './indicator-choices.ts'
import { type RhythmChoices, RhythmQuestions } from './RhythmQuestions.tsx'

interface Props {
  preview: MetricsImportPreview
  onAgain: () => void
}

/** What an import would change, what it leaves out and why, and then the import itself. */
export function ImportReview({ preview, onAgain }: Props) {
  const { ics, systemName } = useApp()
  const job = useJob()
  const bringIn = useTell('metrics.import')
  const [choices, setChoices] = useState<IndicatorChoices>({})
  const [rhythms, setRhythms] = useState<RhythmChoices>({})
  // What the record has of a metric shows only once one is chosen.
  const metrics = chosenMetrics(choices)
  const isChosen = Object.keys(metrics).length > 0
  const chosen = useAsk(
    'metrics.importMixes',
    { preview: preview.preview, metrics },
    { enabled: isChosen && !bringIn.isSuccess },
  )
  const mixesOf = ({ indicator, mixes }: ImportedIndicator) =>
    Object.hasOwn(metrics, indicator) ? (chosen.data?.[indicator] ?? null) : mixes

  if (bringIn.isSuccess) {
    const { data } = bringIn
    return (
      <section role="status">
        <h2>The values are imported</h2>
        <p>
          {plural(data.new, 'new value')}, {formatNumber(data.changed)} changed,{' '}
          {formatNumber(data.unchanged)} unchanged.
          {data.leftOut > 0 &&
            ` ${plural(data.leftOut, 'row')} of ${formatNumber(data.read)} left out.`}
          {data.defined.length > 0 && ` ${plural(data.defined.length, 'metric')} made.`}
        </p>
        {data.skipped.length > 0 && <LeftOut skipped={data.skipped} />}
        <div className="form-buttons">
          <Link className="button button-primary" to="/metrics" search={{ ics }}>
            Open the metrics
          </Link>
          <Button
            onPress={() => {
              bringIn.reset()
              onAgain()
            }}
          >
            Import another file
          </Button>
        </div>
      </section>
    )
  }
  if (bringIn.isPending) {
    return <JobProgress label="Writing the values" progress={job.progress} onCancel={job.cancel} />
  }

  const going = preview.indicators
    .filter(({ indicator, metric }) => metric !== null || choices[indicator] !== undefined)
    .map((each) => ({ ...each, mixes: mixesOf(each) }))
  const unanswered =
    (isChosen && chosen.isPending) ||
    going.some(({ indicator, mixes }) => mixes !== null && rhythms[indicator] === undefined)
  // Whether a value of an indicator without a metric is new shows only once it has one.
  const isWorthIt =
    going.some((each) => each.new + each.changed > 0) || Object.keys(choices).length > 0
  return (
    <>
      <section aria-labelledby="found">
        <h2 id="found">What {preview.fileName} would change</h2>
        <p>
          It goes to{' '}
          {preview.to === 'region'
            ? 'the region’s record'
            : `the record of ${systemName(preview.to)}`}
          . Nothing is written yet.
        </p>
        <dl className="import-counts">
          <Count term="Rows read" count={preview.read} />
          <Count term="New" count={preview.new} />
          <Count term="Changed" count={preview.changed} />
          <Count term="Unchanged" count={preview.unchanged} />
          <Count term="Left out" count={preview.leftOut} />
        </dl>
        <p className="quiet">
          New, changed, unchanged and left out are all the rows that were read.
        </p>
        {preview.notices.length > 0 && (
          <ul className="import-notices">
            {preview.notices.map((notice) => (
              <li key={notice}>{notice}</li>
            ))}
          </ul>
        )}
      </section>
      {preview.indicators.length > 0 && (
        <ImportIndicators indicators={preview.indicators} choices={choices} onChoose={setChoices} />
      )}
      <RhythmQuestions indicators={going} choices={rhythms} onChoose={setRhythms} />
      <Examples preview={preview} />
      {preview.skipped.length > 0 && (
        <details>
          <summary>{plural(preview.leftOut, 'row')} left out, and why</summary>
          <LeftOut skipped={preview.skipped} />
        </details>
      )}
      <Problems preview={preview} />
      <TaskProblem error={bringIn.error} />
      <div className="form-buttons">
        <Button onPress={onAgain}>Choose another file</Button>
        <Button
          kind="primary"
          whyNot={
            isWorthIt
              ? unanswered
                ? 'Say which periods come in first.'
                : null
              : preview.indicators.length > going.length
                ? 'Choose a metric for an indicator first.'
                : preview.new + preview.changed + preview.unchanged === 0
                  ? 'No row of this file can be imported.'
                  : 'The record has all of these values already.'
          }
          onPress={() =>
            bringIn.mutate({
              preview: preview.preview,
              indicators: choices,
              rhythms,
              job: job.start(),
            })
          }
        >
          {preview.problemCount > 0 ? 'Import the good rows' : 'Import'}
        </Button>
      </div>
    </>
  )
}

/** Metrics of the record that indicators of the file are to go to. */
function chosenMetrics(choices: IndicatorChoices): Record<string, string> {
  return Object.fromEntries(
    Object.entries(choices).flatMap(([indicator, choice]) =>
      'metric' in choice ? [[indicator, choice.metric]] : [],
    ),
  )
}

function LeftOut({ skipped }: { skipped: MetricsImportPreview['skipped'] }) {
  return (
    <ul>
      {skipped.map(({ reason, rows }) => (
        <li key={reason}>
          {plural(rows, 'row')}: {reason}
        </li>
      ))}
    </ul>
  )
}

function Count({ term, count }: { term: string; count: number }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd className="numbers">{formatNumber(count)}</dd>
    </div>
  )
}

function Examples({ preview }: { preview: MetricsImportPreview }) {
  if (preview.examples.length === 0) return null
  return (
    <details>
      <summary>Some of what would change</summary>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col" className="number">
              Row
            </th>
            <th scope="col">Area</th>
            <th scope="col">Period</th>
            <th scope="col">Group</th>
            <th scope="col" className="number">
              Now
            </th>
            <th scope="col" className="number">
              Then
            </th>
          </tr>
        </thead>
        <tbody>
          {preview.examples.map((example) => (
            <tr key={example.row}>
              <td className="number">{example.row}</td>
              <td>{example.area}</td>
              <td>{example.period}</td>
              <td>
                {[example.group.sex, example.group.age, example.group.category?.value]
                  .filter(Boolean)
                  .join(', ')}
              </td>
              <td className="number">{bare(example.before)}</td>
              <td className="number">{bare(example.after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

function Problems({ preview }: { preview: MetricsImportPreview }) {
  if (preview.problemCount === 0) return null
  return (
    <section aria-labelledby="problems">
      <h2 id="problems">{plural(preview.problemCount, 'problem')} in the file</h2>
      <p>
        Rows with a problem are left out; the others can be imported. Put these right in the file
        and import it again: what is there already is not doubled.
      </p>
      <div className="import-problems">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col" className="number">
                Row
              </th>
              <th scope="col">Column</th>
              <th scope="col">What is wrong</th>
            </tr>
          </thead>
          <tbody>
            {preview.problems.map(({ row, column, message }) => (
              <tr key={`${row} ${column} ${message}`}>
                <td className="number">{row}</td>
                <td>{column ?? '–'}</td>
                <td>{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {preview.problems.length < preview.problemCount && (
        <p className="quiet">The first {preview.problems.length} are shown.</p>
      )}
    </section>
  )
}
