import { Page } from '../../ui/Page.tsx'
import { BackupsSection } from './BackupsSection.tsx'
import { LookSection } from './LookSection.tsx'
import { MergerSection } from './MergerSection.tsx'
import { RecordSection } from './RecordSection.tsx'
import './settings.css'

/** How Accord looks, which record is open, its backups, and the region's systems. */
export function SettingsPage() {
  return (
    <Page title="Settings">
      <div className="settings">
        <LookSection />
        <RecordSection />
        <BackupsSection />
        <MergerSection />
      </div>
    </Page>
  )
}
