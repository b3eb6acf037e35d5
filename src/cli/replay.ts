import { Command } from 'commander'
import { ulid } from 'ulid'
import { localTime } from '../http/local-time.ts'
import { type Replayed, replayStories, type ReplayWish } from '../stories/replay.ts'
import type { CommandContext } from './context.ts'
import { openProgress } from './progress.ts'
import { readSettingsFile } from './replay-settings-file.ts'
import { spanOf } from './replay-span.ts'
import { replayLines } from './replay-text.ts'
import { withApp } from './with-app.ts'

interface Options {
  readonly settings?: string
  readonly language?: string
  readonly decisions: boolean
  readonly keep: boolean
  readonly json: boolean
}

const MORE = `
The lane goes through its ledger again, in the order in which it placed the articles, into a scratch schema of its own;
stored stories are only read. Stories that were open when the first article came stand as stored, whatever the settings:
the articles meet the stories that they met. Decisions of analysts are obeyed from when the lane applied them, and those
in force today hold in the result. FROM and TO are days (in the zone of the configuration) or times, and TO is outside.
The file of --settings is JSON with any of the settings of src/stories/settings.ts, such as
{ "joinThreshold": 0.6, "fullTextWeights": { "gap": -1.4 } }. Exits with 0 whether or not there are differences.`

/** `wirefold replay FROM..TO`: what the stories of a span would be, by these or other settings. */
export function replayCommand(context: CommandContext): Command {
  return new Command('replay')
    .description('run the lane again over stored articles, elsewhere, and tell how the stories differ')
    .argument('<span>', 'FROM..TO, by the articles’ times')
    .option('--settings <file>', 'settings to try, as JSON; the others stay those of this release')
    .option('--language <code>', 'the lane of one language; all by default')
    .option('--without-decisions', 'do not obey what analysts have decided')
    .option('--keep', 'keep the scratch schema and tell its name', false)
    .option('--json', 'as one line of JSON, with every difference', false)
    .addHelpText('after', MORE)
    .action(async (text: string, given: Omit<Options, 'decisions'> & { withoutDecisions?: boolean }) => {
      await replay(context, text, { ...given, decisions: given.withoutDecisions !== true })
    })
}

async function replay(context: CommandContext, text: string, options: Options): Promise<void> {
  const { clock, signal, terminal } = context
  const span = spanOf(text, context.config().zone)
  const settings = await readSettingsFile(options.settings)
  const wish: ReplayWish = {
    span,
    settings,
    language: options.language ?? null,
    obeysDecisions: options.decisions,
    schema: `replay_${ulid(clock.now().getTime()).toLowerCase()}`,
    keepsSchema: options.keep,
  }
  // What a program reads holds nothing but the answer.
  const progress = openProgress(options.json ? { ...terminal, output: terminal.errors } : terminal)
  try {
    const replayed = await withApp(context, 'replay', ({ db }) =>
      replayStories(
        {
          db,
          now: clock.now(),
          newStoryId: (at) => ulid(at.getTime()),
          stop: signal,
          onProgress: (stage, done, total) => progress.update(stage, done, total),
        },
        wish,
      ),
    )
    progress.stop()
    const time = localTime(context.config().zone)
    const lines = options.json ? [JSON.stringify(jsonOf(wish, replayed))] : replayLines(wish, replayed, time)
    for (const line of lines) context.print(line)
  } finally {
    progress.stop()
    if (wish.keepsSchema) {
      const told = `kept: schema ${wish.schema}; drop schema ${wish.schema} cascade removes it`
      if (options.json) terminal.errors.write(`${told}\n`)
      else context.print(told)
    }
  }
}

function jsonOf({ span, settings, obeysDecisions, schema, keepsSchema }: ReplayWish, replayed: Replayed): object {
  const { languages, standing, unplaced, decisions, diff, scores, headlines } = replayed
  return {
    ...span,
    settingsVersion: settings.version,
    changes: settings.changes,
    obeysDecisions,
    schema: keepsSchema ? schema : null,
    ...{ languages, standing, unplaced, decisions },
    ...diff,
    moved: diff.moved.map((one) => ({ ...one, score: scores.get(one.articleId) ?? null })),
    headlines: Object.fromEntries(headlines),
  }
}
