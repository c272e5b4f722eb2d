import { useSetting } from '../../app/settings.ts'
import { THEMES, type Theme } from '../../app/theme.ts'
import { Select } from '../../ui/Select.tsx'

const WORDS: Record<Theme, string> = {
  system: 'As this computer is set',
  light: 'Light',
  dark: 'Dark',
}

/** Light or dark. */
export function LookSection() {
  const [theme, setTheme] = useSetting<Theme>('theme', 'system')
  return (
    <section aria-labelledby="look">
      <h2 id="look">Colours</h2>
      <div className="settings-narrow">
        <Select
          label="Light or dark"
          options={THEMES.map((id) => ({ id, text: WORDS[id] }))}
          value={theme}
          onChange={setTheme}
        />
      </div>
    </section>
  )
}
