import { Command } from 'commander'
import { wrapText } from '../digests/wrap-text.ts'
import { localTime, type LocalTime } from '../http/local-time.ts'
import type { Signed } from '../stories/decision-entry.ts'
import type { DecisionRecord } from '../stories/decision.ts'
import { listOpenSplits, type ProposedPart, type SplitProposal } from '../stories/repository-split-read.ts'
import { acceptSplit, dismissSplit } from '../stories/split-answer.ts'
import type { CommandContext } from './context.ts'
import { shown } from './feeds-text.ts'
import { signed, waiting } from './signed-options.ts'
import { WIDTH } from './stories-text.ts'
import { untilApplied } from './stories-wait.ts'
import { withApp } from './with-app.ts'

interface ListOptions {
  readonly language?: string
  readonly json: boolean
}

/** `wirefold stories proposals`: stories that look like several, and an analyst's answer. */
export function proposalsCommand(context: CommandContext): Command {
  return new Command('proposals')
    .description('large stories that fall into parts, found once a night; nothing is split before it is accepted')
    .option('--language <language>', 'those of one language: en, de, …')
    .option('--json', 'as JSON lines', false)
    .action(async ({ language, json }: ListOptions) => {
      const proposals = await withApp(context, 'stories', ({ db }) => listOpenSplits(db, language ?? null))
      const time = localTime(context.config().zone)
      if (proposals.length === 0 && !json) context.print('no story looks like several')
      for (const proposal of proposals) {
        for (const line of json ? [JSON.stringify(proposal)] : proposalLines(proposal, time)) context.print(line)
      }
    })
    .addCommand(acceptCommand(context))
    .addCommand(dismissCommand(context))
}

const answering = (command: Command): Command =>
  signed(command.argument('<proposal>', 'its number, as stories proposals has it'))

const acceptCommand = (context: CommandContext): Command =>
  waiting(answering(new Command('accept')))
    .description('split the parts off as proposed, as a decision of yours that can be undone')
    .action((id: string, options: Signed & { wait: number }) =>
      withApp(context, 'stories', async (app) => {
        for (const entered of await acceptSplit(app.db, id, options, context.clock.now())) {
          const decision = await untilApplied(app, context.signal, entered, options.wait, 'applied')
          for (const line of splitLines(decision)) context.print(line)
        }
      }),
    )

const dismissCommand = (context: CommandContext): Command =>
  answering(new Command('dismiss'))
    .description('say that the story is one: much the same parts are not proposed again')
    .action((id: string, options: Signed) =>
      withApp(context, 'stories', async ({ db }) => {
        await dismissSplit(db, id, options, context.clock.now())
        context.print(`proposal ${id} is dismissed, and much the same parts are not proposed again`)
      }),
    )

function proposalLines(proposal: SplitProposal, time: LocalTime): readonly string[] {
  const { id, storyId, language, at, reports, parts, linkageBetween } = proposal
  const compared = parts.reduce((sum, { articleIds }) => sum + articleIds.length, 0)
  const all = reports > compared ? `the newest ${compared} of ${reports}` : String(compared)
  return [
    `proposal ${id}  ${storyId} · ${language} · ${time.full(at)}`,
    `  ${all} independent reports in ${parts.length} parts; linkage between parts ${decimals(linkageBetween)} at most`,
    ...parts.map(partLine),
  ]
}

function partLine({ number, articleIds, linkage, headline }: ProposedPart): string {
  const reports = String(articleIds.length).padStart(4)
  const start = `  ${number === 1 ? 'stays ' : 'leaves'}  ${reports} reports, linkage ${decimals(linkage)}  `
  return `${start}${shown(headline, WIDTH - start.length)}`
}

const decimals = (linkage: number): string => linkage.toFixed(2)

function splitLines({ id, articleIds, fromStoryId, storyId }: DecisionRecord): readonly string[] {
  const articles = `${articleIds.length} article${articleIds.length === 1 ? '' : 's'}`
  const told = `decision ${id}: ${articles} left ${fromStoryId ?? ''} for the new story ${storyId ?? ''}; wirefold stories undo ${id} takes it back`
  return wrapText(told, WIDTH, '', '  ')
}
