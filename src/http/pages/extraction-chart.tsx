import type { ExtractionDay } from '../../articles/repository-health.ts'
import { DayTable } from './day-table.tsx'
import { shortDay } from '../local-time.ts'

const HEIGHT = 60
const STEP = 12
const BAR = 9

/** Of each day's pages, the part that gave a text: a full bar is all of them, its empty part those that gave none. */
export function ExtractionChart({ days }: { days: readonly ExtractionDay[] }) {
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return null
  return (
    <figure class="chart low">
      <svg viewBox={`0 0 ${days.length * STEP} ${HEIGHT}`} role="img" preserveAspectRatio="none">
        <title>
          Pages that gave a text, from {shortDay(first.day)} to {shortDay(last.day)}
        </title>
        {days.map((day, index) => (
          <Bar day={day} x={index * STEP + 1} />
        ))}
      </svg>
      <figcaption class="aside">
        {shortDay(first.day)} to {shortDay(last.day)} (UTC): filled, the share of pages that gave a text; outlined, of
        those that gave none; blank, no page was read
      </figcaption>
      <DayTable
        counted="Pages that gave a text"
        label="texts"
        days={days.map((day) => ({ day: day.day, figure: inWords(day) }))}
      />
    </figure>
  )
}

function Bar({ day, x }: { day: ExtractionDay; x: number }) {
  if (day.pages === 0) return null
  const height = Math.round((HEIGHT * day.texts) / day.pages)
  return (
    <g>
      <title>
        {shortDay(day.day)}: {inWords(day)}
      </title>
      {height < HEIGHT && <rect x={x} y={0} width={BAR} height={HEIGHT - height} class="lost" />}
      {height > 0 && <rect x={x} y={HEIGHT - height} width={BAR} height={height} class="bar" />}
    </g>
  )
}

const inWords = ({ texts, pages }: ExtractionDay): string => (pages === 0 ? 'no page read' : `${texts} of ${pages}`)
