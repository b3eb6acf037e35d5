import type { FeedDay } from '../../feeds/repository-health.ts'
import { DayTable } from './day-table.tsx'
import { shortDay } from '../local-time.ts'

const HEIGHT = 120
const STEP = 12
const BAR = 9

/** New entries a day as bars; a day on which the feed was never read is hatched, since its zero means nothing. */
export function FeedChart({ days }: { days: readonly FeedDay[] }) {
  const most = Math.max(1, ...days.map(({ newEntries }) => newEntries))
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return null
  return (
    <figure class="chart">
      <svg viewBox={`0 0 ${days.length * STEP} ${HEIGHT}`} role="img" preserveAspectRatio="none">
        <title>
          New entries a day from {shortDay(first.day)} to {shortDay(last.day)}, at most {most}
        </title>
        <defs>
          <pattern id="gap" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line x1="0" y1="0" x2="0" y2="6" class="hatch" />
          </pattern>
        </defs>
        {days.map((day, index) => (
          <Bar day={day} x={index * STEP} most={most} />
        ))}
      </svg>
      <figcaption class="aside">
        {shortDay(first.day)} to {shortDay(last.day)} (UTC), at most {most} a day; hatched: never read
      </figcaption>
      <DayTable
        counted="New entries"
        label="new entries"
        days={days.map((day) => ({ day: day.day, figure: day.wasRead ? day.newEntries : 'never read' }))}
      />
    </figure>
  )
}

function Bar({ day: { day, newEntries, wasRead }, x, most }: { day: FeedDay; x: number; most: number }) {
  const height = wasRead ? Math.max(1, Math.round((HEIGHT * newEntries) / most)) : HEIGHT
  return (
    <rect x={x} y={HEIGHT - height} width={BAR} height={height} class={wasRead ? 'bar' : 'gap'}>
      <title>
        {shortDay(day)}: {wasRead ? newEntries : 'never read'}
      </title>
    </rect>
  )
}
