import { expect, test } from '@jest/globals'
import { openClusterPipe } from '../../../src/cli/pipe-cluster.ts'

const english = {
  id: 'e',
  source: 'Hollin Courier',
  language: 'en',
  publishedAt: '2026-11-03T08:00:00Z',
  title: 'Ferry Ostrelia runs aground off Skarholm',
  text: 'The ferry Ostrelia with 1,340 passengers ran aground near Skarholm in Sweden, said captain Henrik Vallgren.',
}
const german = {
  id: 'g',
  source: 'Tarner Bote',
  language: 'de',
  publishedAt: '2026-11-03T09:00:00Z',
  title: 'Fähre Ostrelia vor Skarholm auf Grund gelaufen',
  text: 'Die Fähre Ostrelia mit 1.340 Passagieren lief vor Skarholm in Schweden auf Grund, sagte Kapitän Henrik Vallgren.',
}

test('keeps stories of two languages apart unless links are asked for', async () => {
  const pipe = openClusterPipe({ linked: false })
  await pipe.answer(english)
  expect(await pipe.answer(german)).toEqual([{ id: 'g', storyId: 's2', duplicateOf: null }])
})

test('gives linked stories one id with --linked, the same when asked again', async () => {
  const pipe = openClusterPipe({ linked: true })
  await pipe.answer(english)
  expect(await pipe.answer(german)).toEqual([{ id: 'g', storyId: 's1', duplicateOf: null }])
  expect(await pipe.answer(german)).toEqual([{ id: 'g', storyId: 's1', duplicateOf: null }])
})
