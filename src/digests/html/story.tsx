import { countsInWords } from '../../stories/counts.ts'
import type { EditionContent, EditionStory } from '../edition.ts'
import { type RenderOptions, stateLine, unchangedSince } from '../edition-words.ts'
import { headlineSource } from '../headline-source.ts'
import { newnessInWords, noteInWords, storyLinks } from '../view-words.ts'
import { anchorOf } from './anchors.ts'
import { Differences } from './differences.tsx'
import { languageOf } from './language-of.ts'
import { Links } from './links.tsx'
import { CAPITALS, lineLook, look } from './look.ts'
import { OutsideLink } from './outside-link.tsx'
import { Prose } from './prose.tsx'
import { Sources } from './sources.tsx'
import { WrittenBy } from './written-by.tsx'

interface StoryProps {
  readonly story: EditionStory
  readonly content: EditionContent
  readonly options: RenderOptions
}

/** A story told at length or shortly: state, headline, prose, sources, counts. */
export function Story({ story, content, options }: StoryProps) {
  return (
    <>
      <div {...lineLook(story.form === 'full' ? 'thick' : 'thin')} />
      <State story={story} />
      <h2 {...look(story.form === 'full' ? 'headline' : 'item', 'ink')} {...languageOf(story.language)}>
        {story.headline}
        <WrittenBy by={story.headlineBy} language={story.language} />
      </h2>
      <Note story={story} />
      <Prose story={story} />
      <Differences story={story} />
      <h3 {...look('section', 'ink', 'padding:18px 0 4px')}>Sources</h3>
      <Sources story={story} content={content} />
      <Closing story={story} content={content} options={options} />
    </>
  )
}

/** A story in one sentence; its headline is the link to the report. */
export function LineStory({ story, content, options }: StoryProps) {
  const url = headlineSource(story)?.url ?? ''
  return (
    <>
      <div {...lineLook('hairline')} />
      <State story={story} />
      <h3 {...look('item', 'ink')}>
        <OutsideLink url={url} language={story.language} style="text-decoration:underline">
          {story.headline}
        </OutsideLink>
        <WrittenBy by={story.headlineBy} language={story.language} />
      </h3>
      <Note story={story} />
      <Prose story={story} />
      <Sources story={story} content={content} />
      <Closing story={story} content={content} options={options} />
    </>
  )
}

/** A story that was told before and has nothing new in it: its headline, and where it was reported again. */
export function UnchangedStory({ story }: { story: EditionStory }) {
  return (
    <p id={anchorOf(story)} {...look('row', 'muted', 'padding:10px 0')}>
      <OutsideLink url={story.sources[0]?.url ?? ''} language={story.language} style="text-decoration:underline">
        {story.headline}
      </OutsideLink>
      {` · ${unchangedSince(story)}`}
    </p>
  )
}

/** The state, and what a subscriber was not told yet. */
function State({ story }: { story: EditionStory }) {
  const news = newnessInWords(story)
  return (
    <>
      <p id={anchorOf(story)} {...look('state', story.state, `padding-top:14px;${CAPITALS}`)}>
        {stateLine(story)}
      </p>
      {news !== null && <p {...look('small', 'developed', 'padding-bottom:4px')}>{news}</p>}
    </>
  )
}

function Note({ story: { note } }: { story: EditionStory }) {
  return note === null ? null : <p {...look('small', 'ink', 'padding-top:8px')}>{noteInWords(note)}</p>
}

/** Counts, and what a subscriber can do about the story. */
function Closing({ story, content, options: { subscription } }: StoryProps) {
  return (
    <p {...look('small', 'muted', 'padding:6px 0 24px')}>
      {countsInWords(story.counts)}
      {subscription && (
        <>
          <br />
          <Links links={storyLinks(story, content, subscription)} />
        </>
      )}
    </p>
  )
}
