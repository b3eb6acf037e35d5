import type { EditionStory } from '../edition.ts'
import { readDeskText } from './desk-text.ts'
import { composedStory, type Draft, toldStory, withStory } from './draft.ts'
import { type Edit, type EditProblem, isRefused, refused } from './edit.ts'
import { notTold } from './order-edits.ts'
import { rewriteSentence, rewriteStandfirst } from './rewrite-sentence.ts'
import { sectionsOf } from './story-forms.ts'
import { type CheckRewording, checkSupport, sectionEvidence, storyEvidence } from './support-check.ts'

export type Rewrite = Extract<Edit, { kind: 'headline' | 'standfirst' | 'heading' | 'sentence' }>

/** Writes a headline, standfirst, heading or sentence anew, or puts back what was composed. */
export function applyRewrite(draft: Draft, edit: Rewrite, check: CheckRewording): Draft | readonly EditProblem[] {
  const story = toldStory(draft, edit.storyId)
  if (!story) return notTold()
  const changed = rewritten(draft, story, edit, check)
  return isRefused(changed) ? changed : withStory(draft, changed)
}

function rewritten(draft: Draft, story: EditionStory, edit: Rewrite, check: CheckRewording) {
  if (edit.kind === 'headline') return rewriteHeadline(draft, story, edit.text, check)
  if (edit.kind === 'heading') return rewriteHeading(draft, story, edit, check)
  if (edit.kind === 'standfirst') return rewriteStandfirst(draft, story, edit.text, check)
  return rewriteSentence(draft, story, edit, check)
}

function rewriteHeadline(
  draft: Draft,
  story: EditionStory,
  typed: string | null,
  check: CheckRewording,
): EditionStory | readonly EditProblem[] {
  const composed = composedStory(draft, story.storyId)
  const { headlineBy: _before, ...plain } = story
  const wanted = wantedLine(typed, { original: composed.headline, current: story.headline, kind: 'headline' })
  if (isRefused(wanted)) return wanted
  if (wanted.text === composed.headline) {
    return { ...plain, headline: wanted.text, ...(composed.headlineBy && { headlineBy: composed.headlineBy }) }
  }
  const problems = checkSupport(check, wanted.text, storyEvidence(story, sectionsOf(draft, story)), 'heading')
  return problems.length > 0 ? problems : { ...plain, headline: wanted.text, headlineBy: 'desk' }
}

function rewriteHeading(
  draft: Draft,
  story: EditionStory,
  { section: number, text: typed }: Extract<Edit, { kind: 'heading' }>,
  check: CheckRewording,
): EditionStory | readonly EditProblem[] {
  const section = story.sections[number - 1]
  const composed = composedStory(draft, story.storyId).sections[number - 1]
  if (!section || !composed) return refused('no_such_place', `this story has no section ${number}`)
  const { headingBy: _before, ...plain } = section
  const put = (changed: typeof section) => ({ ...story, sections: story.sections.with(number - 1, changed) })
  const wanted = wantedLine(typed, { original: composed.heading, current: section.heading, kind: 'heading' })
  if (isRefused(wanted)) return wanted
  if (wanted.text === composed.heading) {
    return put({ ...plain, heading: wanted.text, ...(composed.headingBy && { headingBy: composed.headingBy }) })
  }
  const problems = checkSupport(check, wanted.text, sectionEvidence(story, section), 'heading')
  return problems.length > 0 ? problems : put({ ...plain, heading: wanted.text, headingBy: 'desk' })
}

interface Line {
  readonly original: string
  readonly current: string
  readonly kind: 'headline' | 'heading'
}

/** The line that is asked for: what was typed, or the composed one. */
function wantedLine(typed: string | null, { original, current, kind }: Line) {
  const wanted = typed === null ? { text: original } : readDeskText(typed, kind)
  if (isRefused(wanted) || wanted.text !== current) return wanted
  return refused('nothing_changes', `the ${kind} reads so already`)
}
