import { Link } from '@tanstack/react-router'
import { Icon, type IconName } from '../app/icons.tsx'
import { lastRegisterSearch } from '../app/register-search.ts'
import { useApp } from '../app/state.tsx'
import { Select } from '../ui/Select.tsx'
import { Tag } from '../ui/Tag.tsx'

interface Place {
  to:
    | '/my-system'
    | '/register'
    | '/across'
    | '/metrics'
    | '/workshops'
    | '/strategies'
    | '/learning'
    | '/reports'
    | '/owners'
    | '/settings'
  text: string
  icon: IconName
}
const PLACES: readonly Place[] = [
  { to: '/my-system', text: 'My system', icon: 'system' },
  { to: '/register', text: 'Register', icon: 'register' },
  { to: '/across', text: 'Across systems', icon: 'across' },
  { to: '/metrics', text: 'Metrics', icon: 'metrics' },
  { to: '/workshops', text: 'Workshops', icon: 'workshops' },
  { to: '/strategies', text: 'Strategies', icon: 'strategies' },
  { to: '/learning', text: 'Learning', icon: 'learning' },
  { to: '/reports', text: 'Reports', icon: 'reports' },
]
const FOOT: readonly Place[] = [
  { to: '/owners', text: 'People and owners', icon: 'people' },
  { to: '/settings', text: 'Settings', icon: 'settings' },
]

function Places({ places }: { places: readonly Place[] }) {
  return (
    <ul className="rail-places">
      {places.map(({ to, text, icon }) => (
        <li key={to}>
          <Link
            to={to}
            className="rail-place"
            activeProps={{ className: 'rail-place-current' }}
            activeOptions={{ includeSearch: false }}
            {...(to === '/register' ? { search: lastRegisterSearch } : {})}
          >
            <Icon name={icon} />
            {text}
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** The system on show, and the way to every part of Accord. */
export function Rail() {
  const { ics, setIcs, systems, systemName, mayLead } = useApp()
  const isClosed = !systems.some(({ ods }) => ods === ics)
  return (
    <nav className="rail" aria-label="Accord">
      <div className="rail-name">Accord</div>
      <div className="rail-system">
        <Select
          label="System on show"
          hideLabel
          options={[
            ...systems.map(({ ods, name }) => ({
              id: ods,
              text: name,
              ...(mayLead(ods) ? { detail: 'yours' } : {}),
            })),
            // One that has closed can be looked at while its address is on show.
            ...(isClosed ? [{ id: ics, text: systemName(ics), detail: 'has closed' }] : []),
          ]}
          value={ics}
          onChange={setIcs}
        />
        <p className="rail-may">
          {mayLead(ics) ? 'You lead this system' : <Tag>Reading only</Tag>}
        </p>
      </div>
      <Places places={PLACES} />
      <div className="rail-foot">
        <Places places={FOOT} />
      </div>
    </nav>
  )
}
