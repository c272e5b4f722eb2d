import { Page } from '../../ui/Page.tsx'
import { BringBackSection } from './BringBackSection.tsx'
import '../shared/pages.css'

/** Everything that was removed lately, to be brought back. */
export function BringBackPage() {
  return (
    <Page title="Bring back" subtitle="What was removed or taken back in the last thirty days">
      <BringBackSection />
    </Page>
  )
}
