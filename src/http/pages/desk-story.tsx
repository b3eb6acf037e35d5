import { composedStory } from '../../digests/desk/draft.ts'
import type { EditionStory } from '../../digests/edition.ts'
import { addresses } from '../addresses.ts'
import type { DeskView } from '../desk-view.ts'
import { WrittenBy } from './prose.tsx'
import { Act, type Hand, HandFields, Problems, Write } from './desk-forms.tsx'
import { LatestEdit } from './desk-log.tsx'
import { DeskProse } from './desk-prose.tsx'
import { Counts, languageTag, StateWord } from './parts.tsx'

export interface DeskStoryProps {
  readonly story: EditionStory
  readonly view: DeskView
  readonly hand: Hand | null
}

/** A story as it will be sent, with the ways to change it behind each of its parts. */
export function DeskStory(props: DeskStoryProps) {
  const { story, view, hand } = props
  const { storyId } = story
  const isRefusedHere = hand && ['move', 'drop', 'restore'].some((kind) => view.open === `${storyId}.${kind}`)
  return (
    <article class={`printed printed-${story.form}`} id={`s-${storyId}`}>
      <p class="facts">
        {story.rank} <StateWord state={story.state} newReports={story.newReports} /> <Counts counts={story.counts} />
      </p>
      <h4 lang={languageTag(story.language)}>
        <a href={addresses.story(storyId)}>{story.headline}</a>
        <WrittenBy by={story.headlineBy} />
      </h4>
      {hand && view.open === `${storyId}.headline` && <HeadlineForm {...props} hand={hand} />}
      {story.note !== null && <p class="note">{story.note}</p>}
      {hand && view.open === `${storyId}.story_note` && <NoteForm {...props} hand={hand} />}
      <DeskProse {...props} />
      {isRefusedHere && <Problems problems={view.problems} />}
      {hand && <Acts {...props} hand={hand} />}
      <LatestEdit view={view} hand={hand} storyId={storyId} />
    </article>
  )
}

type FormProps = DeskStoryProps & { readonly hand: Hand }

function HeadlineForm({ story, view, hand }: FormProps) {
  const edit = { kind: 'headline', storyId: story.storyId } as const
  const composed = composedStory(view.draft, story.storyId)
  return (
    <Write
      hand={hand}
      edit={{ ...edit, text: story.headline }}
      label="Headline"
      hint="Every figure and name must stand in the story’s sentences or in the titles of its sources."
      typed={view.typed}
      problems={view.problems}
      language={languageTag(story.language)}
      back={
        story.headline === composed.headline
          ? undefined
          : { edit: { ...edit, text: null }, words: `Put back “${composed.headline}”` }
      }
    />
  )
}

function NoteForm({ story, view, hand }: FormProps) {
  return (
    <Write
      hand={hand}
      edit={{ kind: 'story_note', storyId: story.storyId, text: story.note }}
      label="Note on this story"
      hint="The desk’s own words; an empty field takes the note away."
      typed={view.typed}
      problems={view.problems}
    />
  )
}

function Acts({ story, view, hand }: FormProps) {
  const { storyId, rank, headline } = story
  const last = view.draft.content.stories.length
  const change = (part: string) => `${hand.address}?change=${storyId}.${part}#change`
  return (
    <div class="acts">
      <a class="word" href={change('headline')} aria-label={`Change the headline “${headline}”`}>
        Headline
      </a>
      <a class="word" href={change('story_note')} aria-label={`Note on “${headline}”`}>
        Note
      </a>
      {rank > 1 && (
        <Act hand={hand} edit={{ kind: 'move', storyId, rank: rank - 1 }} label={`Move “${headline}” up`}>
          Up
        </Act>
      )}
      {rank < last && (
        <Act hand={hand} edit={{ kind: 'move', storyId, rank: rank + 1 }} label={`Move “${headline}” down`}>
          Down
        </Act>
      )}
      {last > 2 && <MoveTo story={story} last={last} hand={hand} />}
      <Act hand={hand} edit={{ kind: 'drop', storyId }} label={`Drop “${headline}”`}>
        Drop
      </Act>
    </div>
  )
}

function MoveTo({ story, last, hand }: { story: EditionStory; last: number; hand: Hand }) {
  const id = `rank-${story.storyId}`
  return (
    <form method="post" action={hand.address} class="act">
      <HandFields hand={hand} />
      <input type="hidden" name="act" value="move" />
      <input type="hidden" name="story" value={story.storyId} />
      <label for={id}>
        <span class="unseen">“{story.headline}”: </span>to
      </label>
      <select id={id} name="rank">
        {Array.from({ length: last }, (_, i) => (
          <option value={i + 1} selected={i + 1 === story.rank}>
            {i + 1}
          </option>
        ))}
      </select>
      <button type="submit" class="word" aria-label={`Move “${story.headline}” to that number`}>
        Move
      </button>
    </form>
  )
}
