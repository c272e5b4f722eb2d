import { useMemo, useRef, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { differencesBetween } from './compare/changes.ts'
import { differenceMarks } from './compare/difference-marks.ts'
import { DocumentView } from './DocumentView.tsx'
import { documentFromJson } from './document/from-json.ts'

interface Side {
  /** JSON of the document. */
  content: unknown
  /** What it is called: "Draft 1". */
  label: string
}

/** Two versions side by side, with what differs marked in both. */
export function CompareDocuments({ before, after }: { before: Side; after: Side }) {
  const root = useRef<HTMLElement>(null)
  const [at, setAt] = useState(-1)
  const texts = [JSON.stringify(before.content), JSON.stringify(after.content)]
  const { count, marksBefore, marksAfter } = useMemo(() => {
    const [older, newer] = texts.map((text) => documentFromJson(JSON.parse(text)))
    const differences = differencesBetween(older!, newer!)
    return {
      count: differences.length,
      marksBefore: differenceMarks(older!, differences, 'before'),
      marksAfter: differenceMarks(newer!, differences, 'after'),
    }
    // biome-ignore lint/correctness/useExhaustiveDependencies: the texts are what counts
  }, texts)

  function go(step: number) {
    const next = (at + step + count) % count
    setAt(next)
    for (const mark of root.current?.querySelectorAll('.difference-here') ?? [])
      mark.classList.remove('difference-here')
    const marks = root.current?.querySelectorAll(`[data-difference="${next}"]`) ?? []
    for (const mark of marks) mark.classList.add('difference-here')
    for (const sheet of root.current?.querySelectorAll('.compare-side') ?? [])
      sheet.querySelector(`[data-difference="${next}"]`)?.scrollIntoView({ block: 'center' })
  }

  return (
    <section className="compare" aria-label="Comparison" ref={root}>
      <div className="compare-head">
        <p role="status">
          {count === 0
            ? 'The two are the same.'
            : count === 1
              ? 'One place differs.'
              : `${count} places differ.`}
          {at >= 0 && ` This is number ${at + 1}.`}
        </p>
        {count > 0 && (
          <>
            <Button onPress={() => go(-1)}>Previous difference</Button>
            <Button onPress={() => go(1)}>Next difference</Button>
          </>
        )}
        <p className="compare-key">
          <del className="difference difference-removed">Taken out</del>{' '}
          <ins className="difference difference-added">Put in</ins>{' '}
          <span className="difference difference-otherwise">Looks different</span>
        </p>
      </div>
      <div className="compare-sides">
        {[
          { ...before, marks: marksBefore },
          { ...after, marks: marksAfter },
        ].map(({ label, content, marks }) => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
          <section key={label} className="compare-side" aria-label={label} tabIndex={0}>
            <h2>{label}</h2>
            <DocumentView content={content} label={label} marks={marks} />
          </section>
        ))}
      </div>
    </section>
  )
}
