import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import './states.css'

/** What stands where there is nothing yet: says why, and teaches the first step. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="empty-state">
      <h2>{title}</h2>
      {children && <div className="empty-state-text">{children}</div>}
      {action && <div className="empty-state-action">{action}</div>}
    </div>
  )
}

/** Says what is being waited for. Appears only after a moment, so that quick answers do not flash. */
export function Loading({ label = 'Loading' }: { label?: string }) {
  return (
    <div className="loading" role="status">
      {label}…
    </div>
  )
}

/** A failure in the service's own words, with the way to try again. */
export function ErrorState({
  error,
  retry,
}: {
  error: { message: string }
  retry?: (() => unknown) | undefined
}) {
  return (
    <div className="error-state" role="alert">
      <h2>This could not be shown</h2>
      <p>{error.message}</p>
      {retry && <Button onPress={() => void retry()}>Try again</Button>}
    </div>
  )
}
