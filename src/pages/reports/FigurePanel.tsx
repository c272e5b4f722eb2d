import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { LongWait } from '../../app/LongWait.tsx'
import { useLongAsk } from '../../app/useLongAsk.ts'
import { Button } from '../../ui/Button.tsx'
import { FigureOrigin } from './FigureOrigin.tsx'

interface Props {
  /** Id of the freeze. */
  freeze: string
  /** Key of the figure. */
  figure: string
}

/** Beside the page: where one figure comes from. Closed, it gives the focus back. */
export function FigurePanel({ freeze, figure }: Props) {
  const navigate = useNavigate({ from: '/reports/$id' })
  const asked = useLongAsk('reports.figure', { freeze, key: figure })
  const panel = useRef<HTMLElement>(null)
  const opener = useRef<Element | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another figure is opened anew
  useEffect(() => {
    const { activeElement } = document
    if (!panel.current?.contains(activeElement)) opener.current = activeElement
    panel.current?.focus()
    panel.current?.scrollTo(0, 0)
  }, [figure, freeze])
  const close = () => {
    void navigate({ search: ({ figure: _, freeze: __, ...rest }) => rest, replace: true })
    if (opener.current instanceof HTMLElement) opener.current.focus()
  }
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      className="figure-panel"
      aria-label="Where this figure comes from"
      onKeyDown={(event) => {
        if (event.key === 'Escape') close()
      }}
    >
      <div className="section-head">
        <h2>Where this figure comes from</h2>
        <Button kind="quiet" onPress={close}>
          Close
        </Button>
      </div>
      {asked.query.data === undefined ? (
        <LongWait label="Looking up the entries" asked={asked} />
      ) : (
        <FigureOrigin figure={asked.query.data} />
      )}
    </aside>
  )
}
