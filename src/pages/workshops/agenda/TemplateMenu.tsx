import { TEMPLATES } from '../../../../domain/record/workshop-words.ts'
import { AGENDA_TEMPLATES } from '../../../../domain/workshops/templates.ts'
import { useTell } from '../../../app/api.ts'
import { plural } from '../../../ui/format.ts'
import { Menu } from '../../../ui/Menu.tsx'

/** Adds a ready agenda after the items that are there; one undo takes it all back. */
export function TemplateMenu({ session }: { session: string }) {
  const add = useTell('workshops.addTemplate')
  return (
    <Menu
      label="Add the items of a template"
      kind="quiet"
      choices={TEMPLATES.map((template) => {
        const { title, items } = AGENDA_TEMPLATES[template]
        return {
          id: template,
          text: `${title}, ${plural(items.length, 'item')}`,
          run: () => add.mutate({ session, template }),
        }
      })}
    />
  )
}
