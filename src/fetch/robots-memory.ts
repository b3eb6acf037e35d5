/** Rules are read again from the store after this long, so that an operator or another worker is heard. */
const KEPT_MS = 300_000
/** Rules take about ten times the room of their text. */
const MOST_CHARACTERS = 4_000_000

export interface RobotsMemory<Rules> {
  find(origin: string, now: Date): Rules | null
  /** @param size characters of the file that the rules were read from */
  keep(origin: string, rules: Rules, size: number, now: Date): void
}

/** The rules of the origins that this process asked about last, a few minutes each and bounded in all. O(1). */
export function robotsMemory<Rules>(): RobotsMemory<Rules> {
  const kept = new Map<string, { rules: Rules; size: number; until: number }>()
  let total = 0
  const forget = (origin: string) => {
    total -= kept.get(origin)?.size ?? 0
    kept.delete(origin)
  }
  return {
    find(origin, now) {
      const found = kept.get(origin)
      if (found && found.until > now.getTime()) return found.rules
      forget(origin)
      return null
    },
    keep(origin, rules, size, now) {
      forget(origin)
      kept.set(origin, { rules, size: size + origin.length, until: now.getTime() + KEPT_MS })
      total += size + origin.length
      for (const oldest of kept.keys()) {
        if (total <= MOST_CHARACTERS) break
        forget(oldest)
      }
    },
  }
}
