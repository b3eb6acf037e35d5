import { expect, test } from '@jest/globals'
import { robotsMemory } from '../../../src/fetch/robots-memory.ts'
import { readRobots } from '../../../src/fetch/robots-rules.ts'

const start = new Date('2026-03-02T08:00:00Z')
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000)
const rules = readRobots('https://courier.example', '')

test('rules are remembered for five minutes', () => {
  const memory = robotsMemory()
  memory.keep('https://courier.example', rules, 0, start)
  expect(memory.find('https://courier.example', after(299))).toBe(rules)
  expect(memory.find('https://courier.example', after(300))).toBeNull()
  expect(memory.find('https://gazette.example', start)).toBeNull()
})

test('the oldest are forgotten when there are too many, and one that is kept again counts once', () => {
  const memory = robotsMemory()
  const remembered = () => Array.from({ length: 12 }, (_none, i) => memory.find(`https://${i}.example`, start) !== null)
  for (let round = 0; round < 30; round += 1) memory.keep('https://0.example', rules, 500_000, start)
  expect(remembered().filter(Boolean)).toHaveLength(1)
  for (let i = 0; i < 12; i += 1) memory.keep(`https://${i}.example`, rules, 500_000, start)
  expect(remembered().filter(Boolean)).toHaveLength(7)
  expect(remembered().slice(-7)).not.toContain(false)
})
