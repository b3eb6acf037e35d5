import type { SentEdition } from '../../deliveries/repository-sent.ts'
import type { EditionContent, EditionStory } from '../../digests/edition.ts'
import { differenceInWords } from '../../digests/difference-words.ts'
import { storiesOf, viewOf } from '../../digests/edition-view.ts'
import { longDay, rewordingsInWords } from '../../digests/edition-words.ts'
import { headlineSource } from '../../digests/headline-source.ts'
import { withheldInWords } from '../../digests/view-words.ts'
import { isWebAddress } from '../../digests/web-address.ts'
import { localTime } from '../local-time.ts'
import { muteAddress, type ReaderLinks, settingsAddress } from '../reader-links.ts'
import { Corrections, EditionContents, EditionHead, PrintedStory } from './edition-parts.tsx'
import { Instant } from './parts.tsx'
import { PrintedSources, sourceAnchor } from './printed-sources.tsx'
import { Prose } from './prose.tsx'
import type { ReaderPage } from './reader-page.tsx'

/**
 * An edition as its subscriber was sent it, in the order of the mail. No link leads into the newsroom: marks lead to the
 * list of sources, and that to the publishers.
 */
export function webCopy({ content, overlay, builtAt, contentHash }: SentEdition, links: ReaderLinks): ReaderPage {
  const view = viewOf(content, overlay)
  const stories = storiesOf(view)
  const rewordings = rewordingsInWords(content)
  const time = localTime(content.zone)
  return {
    title: `${content.digest}, ${longDay(content.localDate)}`,
    main: (
      <div class="edition">
        <EditionHead view={view} />
        <EditionContents stories={stories} />
        {stories.map((story) => (
          <Story story={story} content={content} links={links} />
        ))}
        <Corrections corrections={view.corrections} diffOf={null} />
        {view.withheld > 0 && <p class="facts">{withheldInWords(view)}.</p>}
        <footer class="facts">
          {rewordings !== null && <p>{rewordings}</p>}
          You get this because you subscribed to {content.digest}.{' '}
          <a href={settingsAddress(links)}>Settings, pause, unsubscribe</a>
          <br />
          Frozen <Instant at={builtAt}>{time.full(builtAt)}</Instant> {content.zone} ·{' '}
          <span class="id">sha256 {contentHash}</span>
        </footer>
      </div>
    ),
  }
}

interface StoryProps {
  readonly story: EditionStory
  readonly content: EditionContent
  readonly links: ReaderLinks
}

function Story({ story, content, links }: StoryProps) {
  const url = headlineSource(story)?.url ?? null
  return (
    <PrintedStory story={story} href={url !== null && isWebAddress(url) ? url : null}>
      <Prose
        story={story}
        prefix={`s${story.rank}-n`}
        evidence={(_sentence, number) => `#${sourceAnchor(story, number)}`}
      />
      {(story.differing ?? []).map((difference) => (
        <p>{differenceInWords(difference)}</p>
      ))}
      <h3 class="label">Sources</h3>
      <PrintedSources story={story} day={content.localDate} time={localTime(content.zone)} />
      <p class="aside">
        <a href={muteAddress(links, story.storyId)}>
          Less of this story<span class="unseen">: {story.headline}</span>
        </a>
      </p>
    </PrintedStory>
  )
}
