import { CONFIDENCE_WORDS, type Confidence } from '../../domain/record/statuses.ts'
import './ConfidenceWord.css'

/** Confidence of delivery as a word, never a colour alone; nothing when nobody said. */
export function ConfidenceWord({ confidence }: { confidence: Confidence | null }) {
  if (!confidence) return null
  return (
    <span className={`confidence confidence-${confidence}`}>{CONFIDENCE_WORDS[confidence]}</span>
  )
}
