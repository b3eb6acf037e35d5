import { describe, expect, jest, test } from '@jest/globals'
import { AppError } from '../../../src/errors.ts'
import { keptRules } from '../../../src/fetch/robots-check.ts'
import type { CheckRobots } from '../../../src/fetch/robots-rules.ts'
import { setClock } from '../../support/set-clock.ts'

const origin = 'https://courier.example'
const clock = setClock('2026-03-02T08:00:00Z')
const never = new AbortController().signal
const after = (seconds: number) => new Date(clock.now().getTime() + seconds * 1_000)

const short = { origin, text: 'User-agent: *\nDisallow: /drafts' }
const long = { origin, text: `User-agent: *\nDisallow: /${'*'.repeat(300_000)}` }
const checking = (answer: () => Promise<number | null>) => jest.fn<CheckRobots>(answer)
const tooSlow = new AppError('ROBOTS_TOO_SLOW', 'it takes too long', { disposition: 'discard' })

describe('the rules of a robots.txt', () => {
  test('that is short are checked at once', async () => {
    const check = checking(() => Promise.resolve(7))
    const rules = keptRules(short, after(0), clock, check)
    expect(await rules.forbiddenBy(`${origin}/drafts`, never)).toBe(2)
    expect(await rules.forbiddenBy(`${origin}/ferry`, never)).toBeNull()
    expect(check).not.toHaveBeenCalled()
  })

  test('that is long, or whose address is, are checked elsewhere', async () => {
    const check = checking(() => Promise.resolve(7))
    expect(await keptRules(long, after(0), clock, check).forbiddenBy(`${origin}/ferry`, never)).toBe(7)
    expect(check).toHaveBeenCalledWith(long, `${origin}/ferry`, never)
    const far = `${origin}/${'a'.repeat(200_000)}`
    expect(await keptRules(short, after(0), clock, check).forbiddenBy(far, never)).toBe(7)
  })

  test('that take too long are not known, and are not tried again', async () => {
    const check = checking(() => Promise.reject(tooSlow))
    const rules = keptRules(long, after(3_600), clock, check)
    const unknown = {
      code: 'ROBOTS_UNREACHABLE',
      disposition: 'later',
      notBefore: after(3_600),
      message: `${origin} is not fetched while its robots.txt cannot be checked: it takes too long`,
    }
    await expect(rules.forbiddenBy(`${origin}/ferry`, never)).rejects.toMatchObject(unknown)
    await expect(rules.forbiddenBy(`${origin}/bus`, never)).rejects.toMatchObject(unknown)
    expect(check).toHaveBeenCalledTimes(1)
  })

  test('that take too long and should have been asked for anew are left alone for five minutes', async () => {
    const rules = keptRules(long, after(-60), clock, () => Promise.reject(tooSlow))
    await expect(rules.forbiddenBy(`${origin}/ferry`, never)).rejects.toMatchObject({ notBefore: after(300) })
  })

  test('whose thread died, or whose job was stopped, are tried again', async () => {
    const died = new AppError('THREAD_DIED', 'it ended by itself', { disposition: 'retry' })
    const check = checking(() => Promise.resolve(null)).mockRejectedValueOnce(died)
    const rules = keptRules(long, after(3_600), clock, check)
    await expect(rules.forbiddenBy(`${origin}/ferry`, never)).rejects.toBe(died)
    expect(await rules.forbiddenBy(`${origin}/ferry`, never)).toBeNull()
  })
})
