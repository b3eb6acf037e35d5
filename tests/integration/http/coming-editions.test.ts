import { beforeEach, expect, test } from '@jest/globals'
import { openDraft } from '../../../src/digests/desk/draft.ts'
import type { Digest } from '../../../src/digests/digest.ts'
import { addDigest, type DigestSettings } from '../../../src/digests/repository-digest.ts'
import { findSlot, planSlots, saveNewDraft, setSlot, type Slot } from '../../../src/digests/repository-slot.ts'
import { dueDates } from '../../../src/digests/schedule.ts'
import { useDatabase } from '../../support/database.ts'
import { plainEdition } from '../../support/edition-factories.ts'
import { at } from '../../support/factories.ts'
import { textOf, useWeb } from '../../support/web.ts'

const db = useDatabase()
const get = useWeb(db)
const localDate = '2026-11-22'

let digest: Digest
const digestWith = async (settings: DigestSettings = {}): Promise<Slot> => {
  const created = at('12:00', '2026-11-21')
  digest = await addDigest(db(), { name: 'morning', zone: 'Europe/Berlin', ...settings }, created)
  await db().transaction((tx) => planSlots(tx, digest, dueDates(digest, '2026-11-21', at('07:42')), created))
  const slot = await findSlot(db(), digest.id, localDate)
  if (!slot) throw new Error('nothing was planned')
  return slot
}
const page = async () => textOf((await get('/editions')).body)

beforeEach(async () => {
  expect(await page()).not.toContain('To come')
})

test('the next edition of a digest is told with the time until then', async () => {
  await digestWith({ sendAt: '09:00' })
  expect(await page()).toContain('morning of Sunday 22 November 2026 Due 09:00 Europe/Berlin, in 18 min.')
  expect(await page()).not.toContain('23 November')
})

test('a held edition says why, and what happens then', async () => {
  const slot = await digestWith()
  const reason = '31 of 42 feeds seen, the floor is 38'
  await setSlot(db(), slot, { state: 'held', reason }, at('06:00'))
  expect(await page()).toContain(`Held 07:00: ${reason}. Made at 09:00 all the same, and marked incomplete.`)
})

test.each([
  ['send', 'With its desk since 07:00. Sends itself at 09:00 Europe/Berlin. · Desk'],
  ['hold', 'With its desk since 07:00. Waits until somebody approves it. · Desk'],
] as const)('a draft leads to its desk (%s)', async (approval, words) => {
  const slot = await digestWith({ approval })
  const content = { ...plainEdition, localDate }
  await saveNewDraft(db(), slot, openDraft({ content, candidates: [], spares: {} }), at('06:00'))
  expect(await page()).toContain(words)
})

test('a missed edition is told for some days', async () => {
  const slot = await digestWith()
  await setSlot(db(), slot, { state: 'missed', reason: 'it was not made within 6 hours' }, at('12:00'))
  expect(await page()).toContain('Missed, due 07:00 Europe/Berlin: it was not made within 6 hours.')
})
