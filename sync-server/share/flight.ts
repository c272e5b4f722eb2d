import type { Gauge } from 'prom-client'
import type { Limits } from '../limits.ts'

/** Pieces of answers on their way: so many for each member and in all, whatever people read. */
export interface Flight {
  /** Waits for room for one piece more; the answer gives it back. */
  take(member: string): Promise<() => void>
}

export function flight(
  { pieces, piecesPerMember }: Pick<Limits, 'pieces' | 'piecesPerMember'>,
  gauge: Gauge,
): Flight {
  const byMember = new Map<string, number>()
  const waiting: { member: string; go: () => void }[] = []
  let all = 0

  const fits = (member: string) => all < pieces && (byMember.get(member) ?? 0) < piecesPerMember

  function begin(member: string): () => void {
    all += 1
    gauge.set(all)
    byMember.set(member, (byMember.get(member) ?? 0) + 1)
    let given = false
    return () => {
      if (given) return
      given = true
      all -= 1
      gauge.set(all)
      const left = (byMember.get(member) ?? 0) - 1
      if (left > 0) byMember.set(member, left)
      else byMember.delete(member)
      const at = waiting.findIndex((other) => fits(other.member))
      if (at >= 0) waiting.splice(at, 1)[0]?.go()
    }
  }

  return {
    take(member) {
      if (fits(member)) return Promise.resolve(begin(member))
      return new Promise((resolve) => {
        waiting.push({ member, go: () => resolve(begin(member)) })
      })
    },
  }
}
