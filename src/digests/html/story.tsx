import { countsInWords } from '../../stories/counts.ts'
import type { EditionContent, EditionStory } from '../edition.ts'
import { stateLine } from '../edition-words.ts'
import { headlineSource } from '../headline-source.ts'
import { anchorOf } from './anchors.ts'
import { Differences } from './differences.tsx'
import { languageOf } from './language-of.ts'
import { CAPITALS, lineLook, look } from './look.ts'
import { OutsideLink } from './outside-link.tsx'
import { Prose } from './prose.tsx'
import { Sources } from './sources.tsx'
import { WrittenBy } from './written-by.tsx'

interface StoryProps {
  readonly story: EditionStory
  readonly content: EditionContent
}

/** A story told at length or shortly: state, headline, prose, sources, counts. */
export function Story({ story, content }: StoryProps) {
  return (
    <>
      <div {...lineLook(story.form === 'full' ? 'thick' : 'thin')} />
      <State story={story} />
      <h2 {...look(story.form === 'full' ? 'headline' : 'item', 'ink')} {...languageOf(story.language)}>
        {story.headline}
        <WrittenBy by={story.headlineBy} language={story.language} />
      </h2>
      <Prose story={story} />
      <Differences story={story} />
      <h3 {...look('section', 'ink', 'padding:18px 0 4px')}>Sources</h3>
      <Sources story={story} content={content} />
      <Counts story={story} />
    </>
  )
}

/** A story in one sentence; its headline is the link to the report. */
export function LineStory({ story, content }: StoryProps) {
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
      <Prose story={story} />
      <Sources story={story} content={content} />
      <Counts story={story} />
    </>
  )
}

function State({ story }: { story: EditionStory }) {
  return (
    <p id={anchorOf(story)} {...look('state', story.state, `padding-top:14px;${CAPITALS}`)}>
      {stateLine(story)}
    </p>
  )
}

function Counts({ story }: { story: EditionStory }) {
  return <p {...look('small', 'muted', 'padding:6px 0 24px')}>{countsInWords(story.counts)}</p>
}
