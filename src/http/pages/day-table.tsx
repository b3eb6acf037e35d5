import { shortDay } from '../local-time.ts'

export interface DayTableProps {
  /** What is counted, as the head of its column and, in lower case, beside each figure on small screens. */
  readonly counted: string
  readonly label: string
  /** The newest last. */
  readonly days: readonly { readonly day: string; readonly figure: string | number }[]
}

/** The figures of a chart of days, folded away: for those who read them or hear them. */
export function DayTable({ counted, label, days }: DayTableProps) {
  return (
    <details>
      <summary>The same as a table</summary>
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">{counted}</th>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map(({ day, figure }) => (
            <tr>
              <th scope="row">{shortDay(day)}</th>
              <td data-label={label}>{figure}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
