import { Command } from 'commander'
import type { App } from '../app.ts'
import type { Wish } from '../stories/decision-draft.ts'
import { decide, type Signed, undo } from '../stories/decision-entry.ts'
import { UsageError } from '../errors.ts'
import { findLock } from '../stories/repository-decisions.ts'
import type { CommandContext } from './context.ts'
import { signed, waiting } from './signed-options.ts'
import { decidedLine } from './stories-decided.ts'
import { articleNamed, storyNamedBy } from './stories-find.ts'
import { untilApplied } from './stories-wait.ts'
import { withApp } from './with-app.ts'

interface SignedOptions extends Signed {
  readonly wait: number
}

/** The commands that change stories. Each is written down with author and reason, done by the lane, and can be undone. */
export function actCommands(context: CommandContext): readonly Command[] {
  return [
    mergeCommand(context),
    splitCommand(context),
    placeCommand(context, 'move', 'put an article into another story, and keep it apart from those that it leaves'),
    placeCommand(context, 'pin', 'put an article into a story, or keep it there, whatever the lane thinks'),
    lockCommand(context),
    linkCommand(context, 'link', 'must_link', 'keep articles of one story together'),
    linkCommand(context, 'part', 'cannot_link', 'keep an article apart from others, and their stories unmerged'),
    undoCommand(context),
    unlockCommand(context),
  ]
}

const signedBy = (command: Command): Command => waiting(signed(command))

const mergeCommand = (context: CommandContext): Command =>
  signedBy(new Command('merge'))
    .description('say that two stories are one; the first goes into the second, and its id leads there')
    .argument('<from>', 'a story')
    .argument('<into>', 'the story whose id stays')
    .action((from: string, into: string, options: SignedOptions) =>
      act(context, options, async ({ db }) => ({
        kind: 'merge',
        from: await storyNamedBy(db, from),
        into: await storyNamedBy(db, into),
      })),
    )

const splitCommand = (context: CommandContext): Command =>
  signedBy(new Command('split'))
    .description('open a story of its own for some articles of a story; their copies go along')
    .argument('<story>', 'the story')
    .requiredOption('--articles <articles...>', 'numbers or addresses of those that leave')
    .action((story: string, options: SignedOptions & { articles: readonly string[] }) =>
      act(context, options, async (app) => ({
        kind: 'split',
        storyId: await storyNamedBy(app.db, story),
        articleIds: await allNamed(app, options.articles),
      })),
    )

const placeCommand = (context: CommandContext, kind: 'move' | 'pin', description: string): Command =>
  signedBy(new Command(kind))
    .description(description)
    .argument('<article>', 'its number or address')
    .argument('<story>', 'the story it belongs to')
    .action((article: string, story: string, options: SignedOptions) =>
      act(context, options, async ({ db }) => ({
        kind,
        articleId: await articleNamed(db, article),
        storyId: await storyNamedBy(db, story),
      })),
    )

const lockCommand = (context: CommandContext): Command =>
  signedBy(new Command('lock'))
    .description('let nothing join, leave or merge with a story until it is unlocked')
    .argument('<story>', 'the story')
    .action((story: string, options: SignedOptions) =>
      act(context, options, async ({ db }) => ({ kind: 'lock', storyId: await storyNamedBy(db, story) })),
    )

const linkCommand = (
  context: CommandContext,
  name: string,
  kind: 'must_link' | 'cannot_link',
  description: string,
): Command =>
  signedBy(new Command(name))
    .description(description)
    .argument('<articles...>', 'two or more numbers or addresses')
    .action((articles: readonly string[], options: SignedOptions) =>
      act(context, options, async (app) => ({ kind, articleIds: await allNamed(app, articles) })),
    )

const undoCommand = (context: CommandContext): Command =>
  signedBy(new Command('undo'))
    .description('take a decision back, and put back what it moved')
    .argument('<decision>', 'its number, as stories show has it')
    .action((id: string, options: SignedOptions) => takeBack(context, options, () => Promise.resolve(id)))

const unlockCommand = (context: CommandContext): Command =>
  signedBy(new Command('unlock'))
    .description('undo the lock of a story')
    .argument('<story>', 'the story')
    .action((story: string, options: SignedOptions) =>
      takeBack(context, options, async ({ db }) => {
        const lock = await findLock(db, await storyNamedBy(db, story))
        if (lock === null) throw new UsageError(`${story} is not locked`)
        return lock
      }),
    )

async function act(context: CommandContext, options: SignedOptions, wishOf: (app: App) => Promise<Wish>) {
  await withApp(context, 'stories', async (app) => {
    const entered = await decide(app.db, await wishOf(app), options, context.clock.now())
    const decision = await untilApplied(app, context.signal, entered, options.wait, 'applied')
    context.print(decidedLine(decision))
  })
}

async function takeBack(context: CommandContext, options: SignedOptions, decisionOf: (app: App) => Promise<string>) {
  await withApp(context, 'stories', async (app) => {
    const entered = await undo(app.db, await decisionOf(app), options, context.clock.now())
    const decision = await untilApplied(app, context.signal, entered, options.wait, 'put back')
    context.print(decidedLine(decision))
  })
}

async function allNamed({ db }: App, articles: readonly string[]): Promise<readonly string[]> {
  const ids: string[] = []
  for (const article of articles) ids.push(await articleNamed(db, article))
  return ids
}
