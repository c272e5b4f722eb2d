/** The question whether a number is a patient's, which only the person can answer. */

export interface NumberQuestion {
  message: string
  answer: (isAnother: boolean) => void
}

let current: NumberQuestion | null = null
const listeners = new Set<() => void>()

/** Asks in a dialog; whether the person says that it is another number. */
export function askAboutNumber(message: string): Promise<boolean> {
  current?.answer(false)
  return new Promise((resolve) => {
    set({
      message,
      answer: (isAnother) => {
        set(null)
        resolve(isAnother)
      },
    })
  })
}

export function currentQuestion(): NumberQuestion | null {
  return current
}

export function onQuestion(hear: () => void): () => void {
  listeners.add(hear)
  return () => listeners.delete(hear)
}

function set(question: NumberQuestion | null): void {
  current = question
  for (const hear of listeners) hear()
}
