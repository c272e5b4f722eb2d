import { type ReactNode, useEffect } from 'react'
import './Page.css'

/** A page's frame: one heading, what can be done here, and the content, which scrolls by itself. */
export function Page({
  title,
  subtitle,
  actions,
  children,
  fill = false,
}: {
  title: string
  subtitle?: ReactNode
  actions?: ReactNode
  children: ReactNode
  /** The content fills the height and scrolls inside itself, as a table does. */
  fill?: boolean
}) {
  useEffect(() => {
    document.title = `${title} · Accord`
  }, [title])
  return (
    <div className={fill ? 'page page-fill' : 'page'}>
      <header className="page-header">
        <div className="page-heading">
          <h1>{title}</h1>
          {subtitle && <div className="page-subtitle">{subtitle}</div>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      <div className="page-content">{children}</div>
    </div>
  )
}
