import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { parseExtractionRules } from '../../../src/articles/extract/rules/extraction-rules.ts'
import { readableAttributes } from '../../../src/articles/extract/rules/selector.ts'
import { projectRoot } from '../../../src/project-root.ts'

const page = readFileSync(join(projectRoot(), 'docs', 'extraction-rules.md'), 'utf8')

test('the example of docs/extraction-rules.md is accepted and shows every field', () => {
  const [, example = ''] = /```json\n([^`]+)```/.exec(page) ?? []
  const { rules, problems } = parseExtractionRules(JSON.parse(example))
  expect(problems).toBeNull()
  expect(Object.keys(rules ?? {})).toEqual(['body', 'title', 'standfirst', 'authors', 'date', 'remove'])
})

test('docs/extraction-rules.md lists the attributes that can be asked for', () => {
  expect(page.replaceAll('\n', ' ')).toContain(`${readableAttributes.join(', ')}.`)
})
