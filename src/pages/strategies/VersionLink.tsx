import { Link } from '@tanstack/react-router'
import { useApp } from '../../app/state.tsx'

interface Props {
  /** Id of the strategy. */
  id: string
  version: string
  /** What it is compared with, where it is. */
  before?: string
  /** Name of the version that the words speak of, for whoever hears the link alone. */
  of: string
  children: string
}

/** Opens a version to read, alone or beside another. */
export function VersionLink({ id, version, before, of, children }: Props) {
  const { ics } = useApp()
  return (
    <Link
      to="/strategies/$id"
      params={{ id }}
      search={{ ics, view: 'versions', version, ...(before && { before }) }}
      aria-label={`${children}: ${of}`}
    >
      {children}
    </Link>
  )
}
