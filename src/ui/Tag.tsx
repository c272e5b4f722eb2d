import type { ReactNode } from 'react'
import './Tag.css'

/** A small word that classifies: a theme, a priority, "Local action". */
export function Tag({
  children,
  tone = 'plain',
}: {
  children: ReactNode
  tone?: 'plain' | 'attention' | 'problem'
}) {
  return <span className={`tag tag-${tone}`}>{children}</span>
}
