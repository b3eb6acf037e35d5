const ISO = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s?(Z|[+-]\d\d:?\d\d)?$/i
const MINUTE = 60_000
const WIDEST = 14 * 60

/**
 * The same instant with the publisher's own offset, where the page states it once in UTC and once in local time
 * (`2026-03-03T01:09:55Z` and `2026-03-02 18:09:55`): the day that readers saw is the local one.
 */
export function withLocalOffset(instant: string, statements: readonly string[]): string {
  const own = ISO.exec(instant)
  const at = Date.parse(instant)
  if (!own || Number.isNaN(at) || !/^(?:z|[+-]00:?00)$/i.test(own[3] ?? '')) return instant
  for (const statement of statements) {
    const found = ISO.exec(statement.trim())
    if (!found || /^(?:z|[+-]00:?00)$/i.test(found[3] ?? '')) continue
    const local = Date.parse(`${found[1] ?? ''}T${found[2] ?? ''}Z`)
    const minutes = Math.round((local - at) / MINUTE)
    const seconds = Math.abs(local - at - minutes * MINUTE)
    if (minutes === 0 || Math.abs(minutes) > WIDEST || minutes % 15 !== 0 || seconds > 999) continue
    if (found[3] !== undefined && offsetText(minutes) !== found[3].replace(/^(...)(\d\d)$/, '$1:$2')) continue
    return `${found[1] ?? ''}T${found[2] ?? ''}${offsetText(minutes)}`
  }
  return instant
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}
