import type { Subscriber } from '../../deliveries/subscriber.ts'
import { actAddress, type ReaderLinks } from '../reader-links.ts'
import { LENGTHS_IN_WORDS, QUIETS_IN_WORDS, WEEKDAYS } from '../reader-words.ts'

/** On which days mail comes, how much of an edition, and what a quiet day sends. */
export function ReaderChoicesForm({ subscriber, links }: { subscriber: Subscriber; links: ReaderLinks }) {
  const { weekdays, length, quiet } = subscriber
  return (
    <form method="post" action={actAddress(links, 'choose', 'choices')}>
      <fieldset>
        <legend>Mail comes on</legend>
        <div class="days">
          {WEEKDAYS.map((name, i) => (
            <label>
              <input type="checkbox" name="weekday" value={i + 1} checked={weekdays.includes(i + 1)} /> {name}
            </label>
          ))}
        </div>
      </fieldset>
      <OneOf legend="It holds" name="length" words={LENGTHS_IN_WORDS} chosen={length} />
      <OneOf legend="On a day without stories" name="quiet" words={QUIETS_IN_WORDS} chosen={quiet} />
      <button type="submit">Save</button>
    </form>
  )
}

interface OneOfProps {
  readonly legend: string
  readonly name: string
  readonly words: Readonly<Record<string, string>>
  readonly chosen: string
}

function OneOf({ legend, name, words, chosen }: OneOfProps) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {Object.entries(words).map(([value, said]) => (
        <label>
          <input type="radio" name={name} value={value} checked={value === chosen} /> {said}
        </label>
      ))}
    </fieldset>
  )
}
