import { Command } from 'commander'
import type { Queryable } from '../db/database.ts'
import { wrapText } from '../digests/wrap-text.ts'
import { UsageError } from '../errors.ts'
import { localTime, type LocalTime } from '../http/local-time.ts'
import { storyAsOf, type StoryAsOf, type Succession } from '../stories/as-of.ts'
import { countStory, countsInWords, type StoryCounts } from '../stories/counts.ts'
import { type DecisionRecord, isInForce } from '../stories/decision.ts'
import { listDecisionsAbout } from '../stories/repository-decisions.ts'
import { listFormerIds, listStoryHeads, type StoryMember } from '../stories/repository-read.ts'
import type { CommandContext } from './context.ts'
import { shown } from './feeds-text.ts'
import { storyNamedBy } from './stories-find.ts'
import { instantOf } from './stories-instant.ts'
import { cut, decisionLines, memberLines, WIDTH } from './stories-text.ts'
import { withApp } from './with-app.ts'

interface Options {
  readonly asOf?: string
  readonly json: boolean
}

/** `wirefold stories show STORY [--as-of TIME]`. */
export function showCommand(context: CommandContext): Command {
  return new Command('show')
    .description('a story with its articles, who copied whom, and the decisions that hold it')
    .argument('<story>', 'its id, an old id of it, or the address of one of its articles')
    .option('--as-of <time>', 'as it was then: 2026-03-02, or 2026-03-02T08:15 in the zone of the settings')
    .option('--json', 'as one line of JSON', false)
    .action(async (named: string, { asOf, json }: Options) => {
      const time = localTime(context.config().zone)
      const at = asOf === undefined ? context.clock.now() : instantOf(asOf, time.zone)
      const told = await withApp(context, 'stories', ({ db }) => readStory(db, named, at, asOf === undefined))
      for (const line of json ? [JSON.stringify(told)] : storyLines(told, time)) context.print(line)
    })
}

interface ToldStory {
  readonly askedId: string
  readonly id: string
  readonly asOf: Date
  readonly isNow: boolean
  readonly language: string
  readonly headline: string
  readonly leadPublisher: string
  readonly leadUrl: string
  readonly firstAt: Date
  readonly lastAt: Date
  readonly counts: StoryCounts
  readonly successions: readonly Succession[]
  /** Ids that lead here today. */
  readonly formerIds: readonly string[]
  readonly members: readonly StoryMember[]
  readonly decisions: readonly DecisionRecord[]
}

async function readStory(db: Queryable, named: string, at: Date, isNow: boolean): Promise<ToldStory> {
  const askedId = await storyNamedBy(db, named)
  const { id, successions, members } = found(await storyAsOf(db, askedId, at), askedId, at)
  const head = (await listStoryHeads(db, [id])).get(id)
  const lead = (isNow ? members.find(({ url }) => url === head?.leadUrl) : undefined) ?? firstOriginal(members)
  if (!head || !lead) throw new UsageError(`story ${id} had no articles then`)
  const formerIds = (await listFormerIds(db, id)).slice(1)
  const decisions = await listDecisionsAbout(db, [id, ...formerIds, ...successions.map(({ from }) => from)])
  const times = members.map(({ eventAt }) => eventAt.getTime())
  return {
    askedId,
    id,
    asOf: at,
    isNow,
    language: head.language,
    headline: lead.title,
    leadPublisher: lead.publisher,
    leadUrl: lead.url,
    firstAt: new Date(Math.min(...times)),
    lastAt: new Date(Math.max(...times)),
    counts: countStory(members.map((member) => ({ ...member, isCopy: member.originalId !== null }))),
    successions,
    formerIds,
    members,
    decisions: decisions.filter((decision) => (isNow ? isShownNow(decision) : heldAt(decision, at))),
  }
}

function found(story: StoryAsOf, askedId: string, at: Date): Extract<StoryAsOf, { kind: 'story' }> {
  if (story.kind === 'story') return story
  if (story.kind === 'unknown') throw new UsageError(`there is no story ${askedId}`)
  throw new UsageError(
    `story ${askedId} had not begun at ${at.toISOString()}: its first article came at ${story.beginsAt.toISOString()}`,
  )
}

const firstOriginal = (members: readonly StoryMember[]): StoryMember | undefined =>
  members.find(({ originalId }) => originalId === null) ?? members[0]

/** In force, or with a problem that somebody should look at. */
const isShownNow = (decision: DecisionRecord): boolean => isInForce(decision) || decision.problem !== null

const heldAt = ({ appliedAt, outcome, undoAppliedAt }: DecisionRecord, at: Date): boolean =>
  outcome === 'applied' && appliedAt !== null && appliedAt <= at && (undoAppliedAt === null || undoAppliedAt > at)

function storyLines(story: ToldStory, time: LocalTime): readonly string[] {
  const { id, isNow, asOf, successions, formerIds, members, decisions } = story
  return [
    `${id}  ${shown(story.headline, WIDTH - id.length - 2)}`,
    ...(isNow ? [] : [`  as of ${time.full(asOf)}`]),
    ...successions.flatMap(({ from, into, at, actor, reason }) => [
      `  ${from} is now ${into}:`,
      ...wrapText(`merged ${time.full(at)} by ${shown(actor)}: ${shown(reason)}`, WIDTH, '    '),
    ]),
    `  ${countsInWords(story.counts)} · ${story.language}`,
    `  first ${time.full(story.firstAt)} · last ${time.full(story.lastAt)}`,
    cut(`  led by ${shown(story.leadPublisher)}, ${story.leadUrl}`, WIDTH),
    ...(formerIds.length === 0
      ? []
      : [`  former ids: ${formerIds.slice(0, 2).join(', ')}${more(formerIds.length - 2)}`]),
    '',
    ...memberLines(members, time),
    ...(decisions.length === 0 ? [] : ['', isNow ? 'decisions' : 'decisions in force then']),
    ...decisions.flatMap((decision) => decisionLines(decision, time)),
  ]
}

const more = (count: number): string => (count > 0 ? ` and ${count} more (--json has all)` : '')
