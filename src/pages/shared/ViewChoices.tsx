import { useNavigate, useSearch } from '@tanstack/react-router'
import { Choices } from '../../ui/Choices.tsx'

const useView = () => useSearch({ strict: false }).view

interface Props<View> {
  views: readonly { id: View; text: string }[]
  view: View
}

/** The views of a page, of which its address names the one on show. */
export function ViewChoices<View extends NonNullable<ReturnType<typeof useView>>>({
  views,
  view,
}: Props<View>) {
  const navigate = useNavigate()
  return (
    <Choices
      label="Show"
      choices={views}
      value={view}
      onChange={(id) => void navigate({ to: '.', search: (before) => ({ ...before, view: id }) })}
      isOfPage
    />
  )
}
