import { Link } from '@tanstack/react-router'
import { Icon } from '../app/icons.tsx'
import { lastRegisterSearch } from '../app/register-search.ts'
import { useApp } from '../app/state.tsx'
import { Select } from '../ui/Select.tsx'
import { Tag } from '../ui/Tag.tsx'
import { PLACES } from './pages.ts'

function Places({ isFoot = false }: { isFoot?: boolean }) {
  return (
    <ul className="rail-places">
      {PLACES.flatMap(({ to, title, rail }) =>
        rail === undefined || (rail.isFoot ?? false) !== isFoot
          ? []
          : [
              <li key={to}>
                <Link
                  to={to}
                  className="rail-place"
                  activeProps={{ className: 'rail-place-current' }}
                  activeOptions={{ includeSearch: false }}
                  {...(to === '/register' ? { search: lastRegisterSearch } : {})}
                >
                  <Icon name={rail.icon} />
                  {title}
                </Link>
              </li>,
            ],
      )}
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
      <Places />
      <div className="rail-foot">
        <Places isFoot />
      </div>
    </nav>
  )
}
