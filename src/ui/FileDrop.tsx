import { DropZone, FileTrigger } from 'react-aria-components'
import { Button } from './Button.tsx'
import './FileDrop.css'

interface Props {
  /** What to choose, such as "Choose the report". */
  label: string
  hint: string
  /** Endings of the files that fit, such as `.xlsx`. */
  endings: readonly string[]
  onFile?: (file: File) => void
  /** Instead, where several may come at once. */
  onFiles?: (files: File[]) => void
  whyNot?: string | null
  autoFocus?: boolean
}

/** A place to drop a file or to choose one. */
export function FileDrop({
  label,
  hint,
  endings,
  onFile,
  onFiles,
  whyNot = null,
  autoFocus = false,
}: Props) {
  function give(files: File[]) {
    const [first] = files
    if (first === undefined) return
    onFile?.(first)
    onFiles?.(files)
  }
  return (
    <DropZone
      className="file-drop"
      isDisabled={whyNot !== null}
      onDrop={async ({ items }) => {
        const dropped = items.filter((item) => item.kind === 'file')
        give(await Promise.all(dropped.map((item) => item.getFile())))
      }}
    >
      {whyNot === null ? (
        <FileTrigger
          acceptedFileTypes={endings}
          allowsMultiple={onFiles !== undefined}
          onSelect={(files) => give([...(files ?? [])])}
        >
          <Button kind="primary" autoFocus={autoFocus}>
            {label}
          </Button>
        </FileTrigger>
      ) : (
        <Button whyNot={whyNot}>{label}</Button>
      )}
      <p className="quiet">{hint}</p>
    </DropZone>
  )
}
