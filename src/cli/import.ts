import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Command } from 'commander'
import type { App } from '../app.ts'
import { canonicalUrl } from '../articles/canonical-url.ts'
import { captureVersion } from '../articles/capture-version.ts'
import { ImportedArticle } from '../articles/imported-article.ts'
import { type ArticleToImport, importArticles } from '../articles/repository-import.ts'
import { AppError, messageOf, UsageError } from '../errors.ts'
import { countWork } from '../feeds/repository.ts'
import { listReadyLanguages } from '../stories/repository.ts'
import { settledLanguage } from '../text/language.ts'
import type { CommandContext } from './context.ts'
import { problemsOf } from './problems.ts'
import { openProgress, type Progress } from './progress.ts'
import { withApp } from './with-app.ts'

/** Articles a transaction: rows with a live full-text index come no faster in larger ones. */
const BATCH = 50

interface Tally {
  lines: number
  added: number
  readonly refused: string[]
}

/** `wirefold import FILE.jsonl`: loads finished articles into the store and the lane; run again, it goes on. */
export function importCommand(context: CommandContext): Command {
  return new Command('import')
    .description('load finished articles (id, url, source, publishedAt, title, text, language) from JSON lines')
    .argument('<file>')
    .action(async (file: string) => {
      const { size } = await stat(file).catch((error: unknown) => {
        throw new UsageError(`cannot read ${file}: ${messageOf(error)}`)
      })
      await withApp(context, 'import', async (app) => {
        const progress = openProgress(context.terminal)
        const tally = await load(app, file, size, progress, context.signal).finally(() => progress.stop())
        report(context, file, tally)
      })
    })
}

async function load(app: App, file: string, size: number, progress: Progress, signal: AbortSignal): Promise<Tally> {
  const tally: Tally = { lines: 0, added: 0, refused: [] }
  const stream = createReadStream(file)
  let batch: ArticleToImport[] = []
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
    if (signal.aborted) break
    if (line.trim() === '') continue
    tally.lines += 1
    const article = readLine(line, tally)
    if (article) batch.push(article)
    if (batch.length < BATCH) continue
    tally.added += await store(app, batch)
    batch = []
    progress.update('KiB loaded', Math.round(stream.bytesRead / 1024), Math.round(size / 1024))
  }
  tally.added += await store(app, batch)
  progress.update('KiB loaded', Math.round(size / 1024), Math.round(size / 1024))
  await group(app, progress, signal)
  return tally
}

function readLine(line: string, tally: Tally): ArticleToImport | null {
  try {
    const article = ImportedArticle.parse(JSON.parse(line))
    const url = canonicalUrl(article.url)
    if (url === null) throw new Error(`${article.url} is no address of a page`)
    return {
      externalId: article.id,
      url,
      publisher: article.source,
      publishedAt: article.publishedAt ? new Date(article.publishedAt) : null,
      captured: captureVersion({
        title: article.title,
        standfirst: null,
        authors: [],
        agencyCredit: null,
        section: null,
        siteName: null,
        language: settledLanguage(article.language ?? null, article.text),
        text: article.text,
      }),
    }
  } catch (error) {
    tally.refused.push(`line ${tally.lines}: ${problemsOf(error)}`)
    return null
  }
}

const store = (app: App, batch: readonly ArticleToImport[]): Promise<number> =>
  app.db.transaction((tx) => importArticles(tx, batch, app.clock.now()))

/** Lets the lanes take what was loaded; workers that run beside this one may take some of it. */
async function group(app: App, progress: Progress, signal: AbortSignal): Promise<void> {
  for (const language of await listReadyLanguages(app.db, app.clock.now())) {
    await app.lanes.run(language, signal, async () => {
      const { texts, textsPlaced } = await countWork(app.db)
      progress.update('stories grouped', textsPlaced, texts)
    })
  }
}

/** How many refused lines are shown: enough to see what is wrong with a file. */
const SHOWN = 20

function report(context: CommandContext, file: string, { lines, added, refused }: Tally): void {
  context.print(
    `${added} of ${lines} articles added, ${lines - added - refused.length} were known, ${refused.length} refused`,
  )
  for (const reason of refused.slice(0, SHOWN)) context.print(`  ${reason}`)
  if (refused.length > SHOWN) context.print(`  and ${refused.length - SHOWN} more`)
  if (lines > 0 && refused.length === lines) {
    throw new AppError('IMPORT_REFUSED', `no line of ${file} is an article`, { disposition: 'discard' })
  }
}
