/** Control characters and those that turn the direction of writing: what a publisher wrote must not steer a terminal. */
const steering = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu

/** A publisher's words on one line, cut to `width` characters where one is given. */
export function shown(text: string, width = Number.POSITIVE_INFINITY): string {
  const line = text.replace(steering, ' ').replace(/ {2,}/g, ' ').trim()
  const characters = [...line]
  return characters.length <= width ? line : `${characters.slice(0, width - 1).join('')}…`
}

/** Rows under a heading, every column but the last as wide as its longest cell; two blanks between them. */
export function columns(heading: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const all = [heading, ...rows]
  const widths = heading.map((_, column) => Math.max(...all.map((row) => [...(row[column] ?? '')].length)))
  return all.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - [...cell].length)))
      .join('  ')
      .trimEnd(),
  )
}

const units = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
] as const

/** `3 h ago`, `in 12 min`, `now`; `never` for null. */
export function fromNow(at: Date | null, now: Date): string {
  if (at === null) return 'never'
  const seconds = Math.round((at.getTime() - now.getTime()) / 1_000)
  const unit = units.find(([, length]) => Math.abs(seconds) >= length)
  if (!unit) return 'now'
  const count = Math.round(Math.abs(seconds) / unit[1])
  return seconds < 0 ? `${count} ${unit[0]} ago` : `in ${count} ${unit[0]}`
}
