import type { EditionStory } from '../../digests/edition.ts'
import type { DeskView } from '../desk-view.ts'
import type { Hand } from './desk-forms.tsx'
import { LatestEdit } from './desk-log.tsx'
import { DeskStory } from './desk-story.tsx'
import { languageTag } from './parts.tsx'

interface EditionProps {
  readonly view: DeskView
  readonly hand: Hand | null
}

const GROUPS = [
  { form: 'full', name: 'At length' },
  { form: 'short', name: 'In short' },
  { form: 'line', name: 'In a line each' },
] as const

/** The stories as they are read, by form and rank; what was dropped is a line where it stood. */
export function DeskEdition({ view, hand }: EditionProps) {
  const { stories } = view.draft.content
  if (stories.length === 0 && view.draft.dropped.length === 0) return <p>Nothing passed the bar.</p>
  return (
    <>
      {GROUPS.map(({ form, name }) => (
        <Group name={name} entries={entriesOf(view, form)} view={view} hand={hand} />
      ))}
    </>
  )
}

interface Entry {
  readonly story: EditionStory
  readonly isDropped: boolean
}

function entriesOf({ draft }: DeskView, form: EditionStory['form']): readonly Entry[] {
  const entries = [
    ...draft.dropped.map((story) => ({ story, isDropped: true })), // before the one that has its rank
    ...draft.content.stories.map((story) => ({ story, isDropped: false })),
  ]
  return entries.filter(({ story }) => story.form === form).toSorted((a, b) => a.story.rank - b.story.rank)
}

function Group({ name, entries, view, hand }: EditionProps & { name: string; entries: readonly Entry[] }) {
  if (entries.length === 0) return null
  return (
    <section>
      <h3 class="label">{name}</h3>
      {entries.map(({ story, isDropped }) =>
        isDropped ? (
          <Dropped story={story} view={view} hand={hand} />
        ) : (
          <DeskStory story={story} view={view} hand={hand} />
        ),
      )}
    </section>
  )
}

function Dropped({ story, view, hand }: EditionProps & { story: EditionStory }) {
  return (
    <div class="dropped" id={`s-${story.storyId}`}>
      <p>
        <span class="state">dropped</span> <s lang={languageTag(story.language)}>{story.headline}</s>
      </p>
      <LatestEdit view={view} hand={hand} storyId={story.storyId} />
    </div>
  )
}
