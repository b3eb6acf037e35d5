/** ISO weekdays as they are typed and shown: Monday is 1. */
const NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** `mon-fri`, `sat,sun` or `daily` as ISO weekdays, ascending; null when it is none of these. */
export function readWeekdays(typed: string): readonly number[] | null {
  if (typed.trim().toLowerCase() === 'daily') return [1, 2, 3, 4, 5, 6, 7]
  const days = new Set<number>()
  for (const part of typed.toLowerCase().split(',')) {
    const [first = 0, last = first, ...more] = part.split('-').map(numberOf)
    if (first === 0 || last < first || more.length > 0) return null
    for (let day = first; day <= last; day += 1) days.add(day)
  }
  return [...days].sort((a, b) => a - b)
}

/** 0 for what is no weekday. */
const numberOf = (name: string): number => NAMES.findIndex((one) => one === name.trim()) + 1

/** `daily`, `mon-fri` or `mon,wed,sat`. */
export function weekdaysInWords(days: readonly number[]): string {
  if (days.length === NAMES.length) return 'daily'
  const sorted = [...days].sort((a, b) => a - b)
  const [first = 1] = sorted
  const last = sorted.at(-1) ?? first
  const isRun = sorted.length > 2 && last - first === sorted.length - 1
  return isRun ? `${nameOf(first)}-${nameOf(last)}` : sorted.map(nameOf).join(',')
}

const nameOf = (day: number): string => NAMES[day - 1] ?? String(day)
