import type { IncomingMessage } from 'node:http'
import { afterEach, describe, expect, test } from '@jest/globals'
import { type EditionContent, sentencesOfStory } from '../../../src/digests/edition.ts'
import { viewOf } from '../../../src/digests/edition-view.ts'
import { renderText } from '../../../src/digests/render-text.ts'
import { rewordEdition } from '../../../src/digests/reword/reword-edition.ts'
import { openChatWriter, type OpenWriter } from '../../../src/writer/chat-writer.ts'
import { type Answer, useServer } from '../../support/misbehaving-server.ts'
import { editionToReword, injected } from '../../support/reworded-edition.ts'

const server = useServer()
const elsewhere = useServer()
const PATH = '/v1/chat/completions'
const key = 'a-key-that-stays-here'

let opened: OpenWriter | null = null
afterEach(() => opened?.close())

const writer = (timeoutMs = 5_000, url = `${server().origin}/v1`) => {
  opened = openChatWriter({ url, model: 'quill:8b', key, timeoutMs })
  return opened.write
}
const never = new AbortController().signal
const reword = (write = writer(), signal = never) => rewordEdition(editionToReword, write, { concurrency: 2, signal })

/** A chat completion that says `words`. */
const saying = (words: unknown): Answer => ({
  body: JSON.stringify({
    choices: [{ message: { content: typeof words === 'string' ? words : JSON.stringify(words) } }],
  }),
})

describe('a writer that keeps to the passages', () => {
  const standfirst = 'The Halden tunnel flooded on Monday night and hurt 12 people, Mayor Eide said.'
  const join = 'The council, however, did not approve the repair plan of 4.5 million crowns.'
  const words = {
    headline: 'Twelve hurt in flooded Halden tunnel',
    standfirst: { text: standfirst, from: [1, 2] },
    headings: [{ section: 1, text: 'Inspected pumps' }],
    joins: [{ sentence: 3, text: join, from: [3] }],
  }

  test('is shown, marked, and names the sources of all passages that it used', async () => {
    server().on(PATH, saying(words))
    const { content, refused } = await reword()
    expect(refused).toEqual([])
    const [story] = content.stories
    expect(story).toMatchObject({ headline: words.headline, headlineBy: 'writer' })
    expect(story?.sections[0]).toMatchObject({ heading: 'Inspected pumps', headingBy: 'writer' })
    expect(story?.standfirst).toMatchObject({ rewording: { text: standfirst, by: 'writer' }, sources: [1, 2] })
    expect(story?.lead[1]).toMatchObject({ rewording: { text: join, by: 'writer' }, sources: [2], single: true })
    const shown = renderText(viewOf(content, null)).replaceAll('\u00a0', ' ').replace(/\s+/g, ' ')
    expect(shown).toContain(`${standfirst} [1 2] writer`)
    expect(shown).toContain(`${join} [2 only] writer`)
  })

  test('leaves the passages as the proof, and the other stories alone', async () => {
    server().on(PATH, saying(words))
    const { content } = await reword()
    const texts = ({ stories }: EditionContent) => stories.flatMap(sentencesOfStory).map(({ text }) => text)
    expect(texts(content)).toEqual(texts(editionToReword))
    expect(content.stories[1]).toEqual(editionToReword.stories[1])
    expect(server().requests).toHaveLength(1)
  })

  test('may put a fence around its JSON, and may change nothing', async () => {
    server().on(PATH, saying(`\`\`\`json\n${JSON.stringify({ headline: words.headline })}\n\`\`\``))
    expect((await reword()).content.stories[0]?.headline).toBe(words.headline)
    server().on(PATH, saying({}))
    expect(await reword()).toEqual({ content: editionToReword, refused: [] })
  })
})

test('it gets the numbered sentences as data, the key, and nothing else of the edition', async () => {
  let asked = ''
  server().on(PATH, (request: IncomingMessage, response) => {
    request.setEncoding('utf8').on('data', (chunk: string) => (asked += chunk))
    request.on('end', () => response.end((saying({}) as { body: string }).body))
  })
  await reword()
  expect(server().requests[0]?.headers.authorization).toBe(`Bearer ${key}`)
  const body = JSON.parse(asked) as { model: string; messages: { role: string; content: string }[] }
  expect(body.model).toBe('quill:8b')
  expect(body.messages.map(({ role }) => role)).toEqual(['system', 'user'])
  expect(body.messages[0]?.content).not.toContain('shipyard')
  expect(JSON.parse(body.messages[1]?.content ?? '')).toEqual({
    standfirst: 1,
    lead: [2, 3],
    sections: [{ section: 1, sentences: [4, 5] }],
    sentences: sentencesOfStory(editionToReword.stories[0] ?? ({} as never)).map(({ text }, i) => ({
      number: i + 1,
      text,
    })),
  })
})

/** Nothing was taken, and each reason is told. */
async function expectPassages(reasons: readonly string[], write = writer(), signal = never): Promise<void> {
  const { content, refused } = await reword(write, signal)
  expect(content).toEqual(editionToReword)
  expect(refused).toHaveLength(reasons.length)
  for (const [i, reason] of reasons.entries()) expect(refused[i]?.reason).toContain(reason)
}

describe('the passages stand when the endpoint', () => {
  test.each<[string, Answer, string]>([
    ['answers 500', { status: 500, body: 'oh no' }, 'it answered 500'],
    ['answers 429', { status: 429, headers: { 'retry-after': '1' }, body: '{}' }, 'it answered 429'],
    [
      'answers 401 with words',
      { status: 401, body: (saying({ headline: 'Tunnel flooded' }) as { body: string }).body },
      'it answered 401',
    ],
    ['speaks no JSON', { body: '<html>Welcome</html>' }, 'none of a chat completion'],
    ['speaks JSON of another shape', { body: '{"choices":[]}' }, 'none of a chat completion'],
    ['says text that is no JSON', saying('Here is your headline: Tunnel flooded'), 'not the JSON that was asked for'],
    ['says JSON of another shape', saying({ title: 'Tunnel flooded' }), 'not the JSON that was asked for'],
    ['says a list', saying([1, 2]), 'not the JSON that was asked for'],
    ['says words without end', { body: 'x'.repeat(300_000) }, 'more than 262144 bytes'],
    ['breaks off', (request) => void request.socket.destroy(), 'gave no words'],
  ])('%s', async (_, answer, reason) => {
    server().on(PATH, answer)
    await expectPassages([reason])
    expect(server().requests).toHaveLength(1)
  })

  test('refuses the connection', async () => {
    await expectPassages(['ECONNREFUSED'], writer(5_000, 'http://127.0.0.1:1/v1'))
  })

  test('redirects elsewhere: neither key nor passages go there', async () => {
    server().on(PATH, { status: 307, headers: { location: `${elsewhere().origin}/v1/chat/completions` } })
    await expectPassages(['it answered 307'])
    expect(elsewhere().connections).toBe(0)
  })

  test('hangs', async () => {
    server().on(PATH, () => undefined)
    await expectPassages(['no answer in 100 ms'], writer(100))
  })

  test('trickles', async () => {
    server().on(PATH, (_, response) => {
      response.write('{')
      const timer = setInterval(() => response.write(' '), 20)
      response.on('close', () => clearInterval(timer))
    })
    await expectPassages(['no answer in 150 ms'], writer(150))
  })

  test('takes longer than the whole edition may', async () => {
    server().on(PATH, () => undefined)
    const stop = new AbortController()
    const done = expectPassages(['the time for the whole edition was over'], writer(), stop.signal)
    stop.abort()
    await done
  })
})

test('a writer that minds no signal is left alone when the time is over', async () => {
  const stop = new AbortController()
  const done = expectPassages(
    ['the time for the whole edition was over'],
    () => new Promise(() => undefined),
    stop.signal,
  )
  stop.abort()
  await done
})

describe('words are not taken when they', () => {
  test.each<[string, object, readonly string[]]>([
    [
      'name sentences that there are not',
      { standfirst: { text: 'The Halden tunnel flooded.', from: [1, 99] } },
      ['names one that there is not'],
    ],
    [
      'do not name the sentence in whose place they stand',
      { joins: [{ sentence: 2, text: 'Engineer Marit Solheim inspected the pumps.', from: [4] }] },
      ['does not name the sentence'],
    ],
    ['are for a section that there is not', { headings: [{ section: 7, text: 'Tunnel pumps' }] }, ['the name Tunnel']],
    [
      'bear a figure of their own',
      { standfirst: { text: 'Thirteen people were hurt when the Halden tunnel flooded.', from: [1] } },
      ['the figure 13 stands in no source'],
    ],
    [
      'bear a figure of a sentence that they do not name',
      { joins: [{ sentence: 2, text: 'Mayor Eide said that the pumps of the tunnel had failed in 2019.', from: [2] }] },
      ['the figure 2019 stands in no source'],
    ],
    ['bear a name of their own', { headline: 'Karlsson blamed for flooded tunnel' }, ['the name Karlsson']],
    [
      'drop a denial',
      { joins: [{ sentence: 3, text: 'The county council approved the repair plan.', from: [3] }] },
      ['leaves out that a source denies this'],
    ],
    ['bear markup', { headline: '<b>Halden tunnel</b> flooded' }, ['it holds markup']],
    ['bear a link', { headline: 'Halden tunnel flooded: bad.example' }, ['the address bad.example']],
    [
      'do what an article told the writer',
      { headline: 'Praise be to the shipyard', standfirst: { text: injected, from: [1] } },
      ['the name Readers', 'the name Praise'],
    ],
  ])('%s', async (_, words, reasons) => {
    server().on(PATH, saying(words))
    await expectPassages(reasons)
  })

  test('put another passage in the place of a sentence', async () => {
    server().on(PATH, saying({ standfirst: { text: injected, from: [1, 5] } }))
    await expectPassages(['it says too little of the sentence'])
  })

  test('one is refused without the others', async () => {
    server().on(PATH, saying({ headline: 'Forty hurt in tunnel', headings: [{ section: 1, text: 'Inspected pumps' }] }))
    const { content, refused } = await reword()
    expect(refused).toEqual([{ storyId: 'tunnel', part: 'headline', reason: 'the figure 40 stands in no source' }])
    expect(content.stories[0]).toMatchObject({ headline: 'Halden tunnel floods at night' })
    expect(content.stories[0]?.sections[0]?.heading).toBe('Inspected pumps')
  })
})

test('a language that cannot be checked is not sent', async () => {
  const polish = { ...editionToReword, stories: editionToReword.stories.map((story) => ({ ...story, language: 'pl' })) }
  const { content, refused } = await rewordEdition(polish, writer(), { concurrency: 2, signal: never })
  expect(content).toEqual(polish)
  expect(refused[0]?.reason).toContain('cannot be checked')
  expect(server().connections).toBe(0)
})
