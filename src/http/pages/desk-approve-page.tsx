import { subjectOf } from '../../deliveries/subject.ts'
import type { Draft } from '../../digests/desk/draft.ts'
import type { DeskSlot } from '../../digests/desk/repository.ts'
import type { Digest } from '../../digests/digest.ts'
import { storiesOf, viewOf } from '../../digests/edition-view.ts'
import { coverageInWords, longDay, summaryInWords } from '../../digests/edition-words.ts'
import { WrittenBy } from './prose.tsx'
import type { Page } from './layout.tsx'
import { languageTag } from './parts.tsx'

export interface ApproveView {
  readonly digest: Digest
  readonly slot: DeskSlot
  readonly draft: Draft
  readonly recipients: number
  readonly editor: string | null
  /** Of the desk page. */
  readonly address: string
}

/** Asks once more before an edition is frozen and sent: what, and to how many. */
export function approvePage({ digest, slot, draft, recipients, editor, address }: ApproveView): Page {
  const { content } = draft
  const view = viewOf(content, null)
  const stories = storiesOf(view)
  return {
    title: `Approve: ${digest.name}, ${longDay(slot.localDate)}`,
    place: 'editions',
    main: (
      <div class="desk approve">
        <p class="label">{digest.name} · desk</p>
        <h1>
          Send {stories.length === 1 ? '1 story' : `${stories.length} stories`} to{' '}
          {recipients === 1 ? '1 subscriber' : `${recipients} subscribers`}?
        </h1>
        <p class="facts">Subject: {subjectOf(view)}</p>
        <p class="facts">
          {summaryInWords(view)} · {coverageInWords(content) ?? `Seen all ${content.coverage.feeds} feeds.`}
        </p>
        {content.note !== null && <p class="note">{content.note}</p>}
        <ol class="approved">
          {stories.map((story) => (
            <li lang={languageTag(story.language)}>
              {story.headline}
              <WrittenBy by={story.headlineBy} />
            </li>
          ))}
        </ol>
        <p>Once it is approved the edition is frozen and mailed. Neither can be taken back.</p>
        <form method="post" action={`${address}/approve`} class="ask">
          <input type="hidden" name="revision" value={slot.revision} />
          <label for="author">Your name</label>
          <input id="author" name="author" autocomplete="name" maxLength={80} required value={editor ?? ''} />
          <button type="submit">Approve and send</button>
        </form>
        <p>
          <a href={address}>Back to the desk</a>
        </p>
      </div>
    ),
  }
}
