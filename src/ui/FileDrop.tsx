import { DropZone, FileTrigger } from 'react-aria-components'
import { Button } from './Button.tsx'
import './FileDrop.css'

interface Props {
  /** What to choose, such as "Choose the report". */
  label: string
  hint: string
  /** Endings of the files that fit, such as `.xlsx`. */
  endings: readonly string[]
  onFile: (file: File) => void
  whyNot?: string | null
}

/** A place to drop a file or to choose one. */
export function FileDrop({ label, hint, endings, onFile, whyNot = null }: Props) {
  return (
    <DropZone
      className="file-drop"
      isDisabled={whyNot !== null}
      onDrop={async ({ items }) => {
        const dropped = items.find((item) => item.kind === 'file')
        if (dropped) onFile(await dropped.getFile())
      }}
    >
      {whyNot === null ? (
        <FileTrigger
          acceptedFileTypes={endings}
          onSelect={(files) => {
            const file = files?.[0]
            if (file !== undefined) onFile(file)
          }}
        >
          <Button kind="primary">{label}</Button>
        </FileTrigger>
      ) : (
        <Button whyNot={whyNot}>{label}</Button>
      )}
      <p className="quiet">{hint}</p>
    </DropZone>
  )
}
