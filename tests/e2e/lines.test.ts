import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { runWirefold, startWirefold } from '../support/wirefold-process.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wirefold-lines-'))
  await chmod(folder, 0o755)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const lines = (objects: readonly unknown[]): string => objects.map((object) => JSON.stringify(object)).join('\n') + '\n'
const answers = (output: string) =>
  output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

const report = (id: string, more: object = {}) => ({
  id,
  url: `https://courier.example/${id}`,
  source: 'Island Courier',
  publishedAt: '2026-03-02T07:00:00+01:00',
  title: `Lighthouse of Sundmark gets a new lamp (${id})`,
  text: 'The lighthouse of Sundmark has been given a new lamp. It is seen from forty kilometres, the harbour board said on Monday.',
  language: 'en',
  ...more,
})

describe('engines over JSON lines', () => {
  test.each([
    [
      'parse-feed',
      {
        id: 1,
        bytesBase64: Buffer.from('<rss><channel><item><title>A</title></item></channel></rss>').toString('base64'),
        contentType: null,
        url: 'https://a.example/',
      },
      { id: 1, entries: [expect.objectContaining({ title: 'A' })] },
    ],
    [
      'extract',
      {
        id: 1,
        url: 'https://a.example/x',
        html: `<h1>Lamp</h1><article><p>${'The lamp is new. '.repeat(20)}</p></article>`,
      },
      { id: 1, text: expect.stringContaining('The lamp is new.') },
    ],
    ['cluster', report('1'), { id: '1', storyId: expect.any(String), duplicateOf: null }],
    [
      'brief',
      { id: 1, articles: [report('1'), report('2', { source: 'Coast Radio' })], maxWords: 100 },
      { id: 1, headline: expect.stringContaining('Lighthouse') },
    ],
  ])('%s answers a line, tells what is wrong with the next, and goes on', async (engine, good, answer) => {
    const { code, output } = await runWirefold(
      ['pipe', engine],
      {},
      `${JSON.stringify(good)}\nno JSON\n{"id":"7"}\n${JSON.stringify(good)}\n`,
    )
    expect(code).toBe(0)
    const [first, second, third, last] = answers(output)
    expect(first).toMatchObject(answer)
    expect(second).toEqual({ id: null, error: expect.stringContaining('JSON') })
    expect(third).toMatchObject({ id: '7', error: expect.any(String) })
    expect(last).toMatchObject(engine === 'cluster' ? { id: '1' } : answer)
  })

  test('a pipe answers before its input ends', async () => {
    const pipe = startWirefold(['pipe', 'cluster'], {}, '', { keepInputOpen: true })
    pipe.write(lines([report('1')]))
    await pipe.waitFor(/"storyId"/)
    await pipe.stop()
  })
})

describe('wirefold import and search', () => {
  test('loads articles, refuses bad lines by field, goes on where it was, and finds them', async () => {
    const file = join(folder, 'articles.jsonl')
    const env = { DATA_DIR: join(folder, 'data') }
    await writeFile(file, lines([report('a'), report('b', { source: 'Coast Radio' }), { id: 'c', url: 'nowhere' }]))
    const first = await runWirefold(['import', file], env)
    expect(first.code).toBe(0)
    expect(first.output).toContain('2 of 3 articles added, 0 were known, 1 refused')
    expect(first.output).toMatch(/line 3: url: expected an http or https address; source: /)
    expect(first.output).toContain('stories grouped: 2 of 2')

    const again = await runWirefold(['import', file], env)
    expect(again.output).toContain('0 of 3 articles added, 2 were known, 1 refused')

    const queries = [
      { id: 1, q: 'lighthouse lamp', unit: 'article', limit: 10 },
      { id: 2, q: 'lighthouse lamp', unit: 'story', limit: 10 },
      { id: 3, q: 'submarine', unit: 'article', limit: 10 },
      { id: 4, limit: 'many' },
    ]
    const { output } = await runWirefold(['search', '--batch'], { ...env, LOG_LEVEL: 'silent' }, lines(queries))
    const [articles, stories, none, bad] = answers(output)
    expect((articles?.['hits'] as { id: string }[]).map(({ id }) => id).sort()).toEqual(['a', 'b'])
    expect(stories).toMatchObject({ id: 2, total: 1 })
    expect(none).toEqual({ id: 3, hits: [], total: 0 })
    expect(bad).toMatchObject({ id: 4, error: expect.stringMatching(/^q: .*limit: /) })
  })
})
