import type { ReactNode } from 'react'
import type { SystemSignature } from '../../../preload/strategies-types.ts'

/** Shapes on a 16-unit square, drawn in the text's colour. */
const SHAPES: Record<SystemSignature['standing'], ReactNode> = {
  none: <rect x="2" y="2" width="12" height="12" strokeWidth="1.5" />,
  current: (
    <>
      <rect x="2" y="2" width="12" height="12" strokeWidth="1.5" />
      <path d="M4.6 8.4l2.4 2.4 4.4-5" strokeWidth="2" />
    </>
  ),
  earlier: (
    <>
      <circle cx="8" cy="8" r="6" strokeWidth="1.5" />
      <path d="M8 4.5V8l2.5 2" strokeWidth="1.8" />
    </>
  ),
  withdrawn: (
    <>
      <rect x="2" y="2" width="12" height="12" strokeWidth="1.5" />
      <path d="M5 5l6 6M11 5l-6 6" strokeWidth="1.8" />
    </>
  ),
}

/** How a system stands to a strategy, as a shape; its word stands beside it. */
export function SigningShape({ standing }: { standing: SystemSignature['standing'] }) {
  return (
    <svg
      className={`signing-shape signing-${standing}`}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {SHAPES[standing]}
    </svg>
  )
}
