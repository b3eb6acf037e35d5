import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { turns } from '../../../src/threads/turns.ts'

const never = new AbortController().signal
const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('turns', () => {
  test('begin in the order in which they were asked for, so many at once', async () => {
    const queue = turns(2)
    const begun: number[] = []
    const ends: (() => void)[] = []
    for (let i = 0; i < 5; i += 1) {
      void queue.take(never).then((end) => {
        begun.push(i)
        ends.push(end)
      })
    }
    await settled()
    expect(begun).toEqual([0, 1])
    for (let i = 0; i < 5; i += 1) {
      ends[i]!()
      await settled()
    }
    expect(begun).toEqual([0, 1, 2, 3, 4])
  })

  test('that end twice make room once', async () => {
    const queue = turns(1)
    const end = await queue.take(never)
    end()
    end()
    const begun: number[] = []
    for (const i of [0, 1]) void queue.take(never).then(() => begun.push(i))
    await settled()
    expect(begun).toEqual([0])
  })

  test('that are given up while they wait take no place', async () => {
    const queue = turns(1)
    const end = await queue.take(never)
    const giveUp = new AbortController()
    const given = queue.take(giveUp.signal)
    const next = queue.take(never)
    giveUp.abort(new Error('the worker stops'))
    await expect(given).rejects.toThrow('the worker stops')
    end()
    expect(await next).toBeInstanceOf(Function)
  })

  test('are not given to whom has given up before', async () => {
    const queue = turns(1)
    await expect(queue.take(AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late')
    expect(await queue.take(never)).toBeInstanceOf(Function)
  })

  test('are refused from the closing on', async () => {
    const queue = turns(1)
    const end = await queue.take(never)
    const waiting = queue.take(never)
    queue.close(new Error('closed'))
    await expect(waiting).rejects.toThrow('closed')
    end()
    await expect(queue.take(never)).rejects.toThrow('closed')
  })

  test('never lose a place, whatever is given up', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.boolean(), { maxLength: 30 }),
        async (atOnce, gaveUp) => {
          const queue = turns(atOnce)
          let running = 0
          let most = 0
          const work = async (isGivenUp: boolean) => {
            const giveUp = new AbortController()
            const turn = queue.take(giveUp.signal)
            if (isGivenUp) giveUp.abort(new Error('given up'))
            const end = await turn
            running += 1
            most = Math.max(most, running)
            await settled()
            running -= 1
            end()
          }
          await Promise.allSettled(gaveUp.map(work))
          expect(most).toBeLessThanOrEqual(atOnce)
          const after = await Promise.all(Array.from({ length: atOnce }, () => queue.take(never)))
          expect(after).toHaveLength(atOnce)
        },
      ),
    )
  })
})
