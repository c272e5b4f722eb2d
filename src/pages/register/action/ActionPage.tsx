import { useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useApp } from '../../../app/state.tsx'
import { ActionDetailView } from './ActionDetailView.tsx'

/** One action of the current system, as a page of its own. */
export function ActionPage() {
  const { reference } = useParams({ from: '/action/$reference' })
  const { ics } = useApp()
  useEffect(() => {
    document.title = `${reference} · Accord`
  }, [reference])
  return (
    <div className="action-page">
      <ActionDetailView reference={reference} ics={ics} />
    </div>
  )
}
