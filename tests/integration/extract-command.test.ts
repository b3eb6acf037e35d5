import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { runInProcess } from '../support/command-line.ts'
import { useServer } from '../support/misbehaving-server.ts'

const server = useServer()

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wirefold-extract-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const TEXT = [
  'The toll of the Ostrel ferry rises by a tenth in April, the harbour office said on Monday after its meeting.',
  'It is the first rise in six years, and the money is meant for a second boat that is to sail before the winter.',
]
const TEASER = 'Our letter brings you the harbour every morning, and nobody else reads it earlier than you will.'
const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ferry tolls rise</title>
  <meta property="og:site_name" content="Quay Post"><meta property="article:published_time" content="2026-03-02T08:00:00+01:00">
  </head><body><main><h1>Ferry tolls rise</h1><p class="who">Mira Aune</p><div class="s">
  <p>${TEXT[0] ?? ''}</p><p class="x">${TEASER}</p><p>${TEXT[1] ?? ''}</p></div></main></body></html>`
const html = (body: string) => ({ headers: { 'content-type': 'text/html; charset=utf-8' }, body })

const file = async (name: string, content: string | object): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}
const extract = (...args: readonly string[]) =>
  runInProcess(['extract', ...args], {
    FETCH_ALLOW_ORIGINS: server().origin,
    HOST_SPACING_MS: '0',
    DATA_DIR: join(folder, 'data'),
  })

beforeEach(() => server().on('/ferry', html(PAGE)))

describe('wirefold extract', () => {
  test('shows what is read from a page', async () => {
    const { code, output } = await extract(`${server().origin}/ferry`)
    expect(code).toBe(0)
    for (const fact of [
      /state +article$/m,
      /title +Ferry tolls rise$/m,
      /published +2026-03-02T08:00:00\+01:00$/m,
      /site +Quay Post$/m,
      /text found +in what the page displays$/m,
      /text +3 paragraphs, \d+ characters$/m,
      /It is the first rise in six years/,
    ]) {
      expect(output).toMatch(fact)
    }
    expect(output.split('\n').every((line) => line.length <= 120)).toBe(true)
    expect(output).not.toContain('extraction rules')
  })

  test('with rules says what each matched and what differs', async () => {
    const rules = await file('rules.json', { body: '.s', authors: '.who', standfirst: '.none', remove: ['.s .x'] })
    const { code, output } = await extract(`${server().origin}/ferry`, '--rules', rules)
    expect(code).toBe(0)
    for (const fact of [
      /authors +Mira Aune$/m,
      /text found +where the extraction rules say$/m,
      /body +\.s +1 element$/m,
      /standfirst +\.none +matches nothing: read as without the rule$/m,
      /remove +\.s \.x +1 element removed$/m,
      /authors +none → Mira Aune$/m,
      /text found +displayed → rules$/m,
      /^ {2}- Our letter brings you/m,
    ]) {
      expect(output).toMatch(fact)
    }
  })

  test('as JSON holds both', async () => {
    const rules = await file('rules.json', { remove: ['.x'] })
    const { output } = await extract(`${server().origin}/ferry`, '--json', '--rules', rules)
    expect(JSON.parse(output)).toMatchObject({
      url: `${server().origin}/ferry`,
      article: {
        state: 'article',
        paragraphs: TEXT,
        ruleMatches: [{ rule: 'remove', selector: '.x', elements: 1, isUsed: true }],
      },
      difference: { fields: [], gone: [TEASER], added: [] },
    })
  })

  test('reads a saved page and asks nobody', async () => {
    const page = await file('page.html', PAGE)
    const { code, output } = await extract('https://quay.example/2026/ferry', '--html', page)
    expect(code).toBe(0)
    expect(output).toContain('https://quay.example/2026/ferry')
    expect(server().connections).toBe(0)
  })

  test('obeys robots.txt, for the page and for where it leads', async () => {
    server().on('/robots.txt', { body: 'User-agent: *\nDisallow: /closed' })
    server().on('/closed', html(PAGE))
    server().on('/door', { status: 302, headers: { location: '/closed' } })
    for (const path of ['/closed', '/door']) {
      const { code, errors } = await extract(server().origin + path)
      expect(code).toBe(1)
      expect(errors).toMatch(/\/closed: its robots.txt forbids it; .*--html FILE/)
    }
    expect(server().requests.map(({ path }) => path)).not.toContain('/closed')
  })

  test.each([
    ['is gone', { status: 404 }, /answered 404/],
    ['is a picture', { headers: { 'content-type': 'image/png' }, body: 'PNG' }, /image\/png/],
    ['holds no text', html('<!doctype html><p>Hello'), /cannot be read as an article: The page holds no running text/],
  ])('of a page that %s fails and says why', async (_what, answer, reason) => {
    server().on('/ferry', answer)
    const { code, errors } = await extract(`${server().origin}/ferry`)
    expect(code).toBe(1)
    expect(errors).toMatch(reason)
  })

  test('nothing that a page says steers the terminal', async () => {
    server().on('/ferry', html(PAGE.replaceAll('Ferry tolls', 'Ferry\u001b[2J\u009b2J\u202e tolls')))
    const rules = await file('rules.json', { title: 'h1' })
    const { output } = await extract(`${server().origin}/ferry`, '--rules', rules)
    expect(output.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u)
  })

  test('is misused', async () => {
    const bad = await file('bad.json', { body: 'p:has(b)', tilte: 'h1' })
    const cases: [string[], RegExp][] = [
      [['courier'], /courier is no address of a page: expected one such as/],
      [['https://quay.example/', '--html', join(folder, 'none.html')], /cannot read the page of .*none\.html/],
      [
        ['https://quay.example/', '--rules', join(folder, 'none.json')],
        /cannot read the extraction rules of .*none\.json/,
      ],
      [
        ['https://quay.example/', '--rules', await file('broken.json', '{"body": ')],
        /extraction rules of .*broken\.json: .*JSON/,
      ],
      [['https://quay.example/', '--rules', bad], /body: “:has\(b\)” is a pseudo-class.*\n.*there is no "tilte"/],
    ]
    for (const [args, problem] of cases) {
      const { code, errors, output } = await extract(...args)
      expect([code, output]).toEqual([2, ''])
      expect(errors).toMatch(problem)
    }
    expect(server().connections).toBe(0)
  })
})
