import { useNavigate } from '@tanstack/react-router'
import { useApp } from '../../app/state.tsx'
import { Page } from '../../ui/Page.tsx'
import { NewRecordForm } from './NewRecordForm.tsx'
import './first-run.css'

/** Starting one's own record after looking around in the example. */
export function StartPage() {
  const { systems } = useApp()
  const navigate = useNavigate()
  return (
    <Page title="Start your own record" subtitle="The example stays, to go back to from Settings.">
      <div className="start-form">
        <NewRecordForm
          systems={systems}
          onDone={(ics) => navigate({ to: '/my-system', search: { ics } })}
        />
      </div>
    </Page>
  )
}
