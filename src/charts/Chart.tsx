import { plot } from '@observablehq/plot'
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { PAGE_PALETTE } from '../../charts/look.ts'
import type { Picture } from '../../charts/picture.ts'
import { useShortcuts } from '../app/shortcuts.tsx'
import { Button } from '../ui/Button.tsx'
import { PictureTableView } from './PictureTableView.tsx'
import './charts.css'

interface Props {
  /** Keep it stable between renders: another picture is drawn anew. */
  picture: Picture
  /** Takes the table out as CSV. */
  onSaveCsv?: () => void
  /** Choices that belong to this picture, beside its buttons. */
  controls?: ReactNode
  /** What the law or honesty wants said under the picture. */
  note?: ReactNode
}

/** Widths are rounded to this, so that dragging a window's edge does not redraw at every pixel. */
const WIDTH_STEP = 8
/** How far below the view a picture is drawn already, in px. */
const NEAR = 200

/**
 * A picture with its title, its text alternative and the table behind it, one key (`t`) away. It is
 * drawn when it comes near the view, and again only when the picture or its width changes.
 */
export function Chart({ picture, onSaveCsv, controls, note }: Props) {
  const id = useId()
  const frame = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  const [isNear, setIsNear] = useState(false)
  const [showsTable, setShowsTable] = useState(false)
  useShortcuts({
    t: { label: 'Show the picture as a table, or the table as a picture', run: toggleFocused },
  })

  useLayoutEffect(() => {
    const box = frame.current
    if (!box) return
    const measure = () => setWidth(Math.floor(box.clientWidth / WIDTH_STEP) * WIDTH_STEP)
    measure()
    const sizes = new ResizeObserver(measure)
    sizes.observe(box)
    return () => sizes.disconnect()
  }, [])

  useEffect(() => {
    const box = frame.current
    if (!box || isNear) return
    const show = () => setIsNear(true)
    const views = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) show()
      },
      { rootMargin: `${NEAR}px` },
    )
    views.observe(box)
    window.addEventListener('beforeprint', show)
    return () => {
      views.disconnect()
      window.removeEventListener('beforeprint', show)
    }
  }, [isNear])

  useLayoutEffect(() => {
    const box = frame.current
    if (!box || !isNear || showsTable || width === 0) return
    const svg = plot(picture.plot({ palette: PAGE_PALETTE, width, interactive: true }))
    // The page's style sheet says it instead: the content security policy takes no other.
    svg.querySelector('style')?.remove()
    // The frame says what it means; its parts say nothing to a screen reader.
    svg.setAttribute('aria-hidden', 'true')
    box.replaceChildren(svg)
    return () => box.replaceChildren()
  }, [picture, width, isNear, showsTable])

  return (
    <figure className="chart" data-chart="" aria-labelledby={`${id}-title`}>
      <figcaption className="chart-caption">
        <h3 id={`${id}-title`}>{picture.title}</h3>
        <div className="chart-tools">
          {controls}
          <Button
            kind="quiet"
            aria-pressed={showsTable}
            data-turn=""
            onPress={() => setShowsTable(!showsTable)}
          >
            {showsTable ? 'Picture' : 'Table'}
          </Button>
          {onSaveCsv && (
            <Button kind="quiet" onPress={onSaveCsv} aria-label={`Save as CSV: ${picture.title}`}>
              CSV
            </Button>
          )}
        </div>
      </figcaption>
      {showsTable && <PictureTableView table={picture.table} label={picture.title} />}
      <div
        ref={frame}
        className="chart-frame"
        role="img"
        aria-keyshortcuts="t"
        aria-label={picture.meaning}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a picture is reached by keyboard, to be read and to take `t`
        tabIndex={0}
        hidden={showsTable}
      />
      {note && <p className="chart-note">{note}</p>}
    </figure>
  )
}

/** Turns over the picture that holds the focus; the first in view when none does. */
function toggleFocused(): void {
  const charts = [...document.querySelectorAll<HTMLElement>('[data-chart]')]
  const focused = charts.find((chart) => chart.contains(document.activeElement))
  const chart = focused ?? charts.find((each) => each.getBoundingClientRect().bottom > 100)
  const button = chart?.querySelector<HTMLElement>('[data-turn]')
  button?.focus()
  button?.click()
}
