import { Page } from '../../ui/Page.tsx'
import { ErrorState, Loading } from '../../ui/states.tsx'

interface Props {
  /** Title of the page that waits. */
  title: string
  /** What is being done meanwhile, such as "Finding who to chase". */
  label: string
  query: { error: Error | null; refetch: () => unknown }
}

/** A page whose answer has not come yet, or will not come. */
export function Waiting({ title, label, query }: Props) {
  return (
    <Page title={title}>
      {query.error === null ? (
        <Loading label={label} />
      ) : (
        <ErrorState error={query.error} retry={query.refetch} />
      )}
    </Page>
  )
}
