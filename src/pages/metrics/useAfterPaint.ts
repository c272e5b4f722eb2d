import { useEffect, useState } from 'react'

/** Turns true once what is on show has been painted: what comes further down can wait so long. */
export function useAfterPaint(): boolean {
  const [isPainted, setIsPainted] = useState(false)
  useEffect(() => {
    let second = 0
    // The second frame begins after the first was painted.
    const first = requestAnimationFrame(() => {
      second = requestAnimationFrame(() => setIsPainted(true))
    })
    return () => {
      cancelAnimationFrame(first)
      cancelAnimationFrame(second)
    }
  }, [])
  return isPainted
}
