import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { projectRoot } from '../../../src/project-root.ts'
import * as jobs from '../../../src/queue/jobs.ts'

const folder = join(projectRoot(), 'workers')
const files = readdirSync(folder).filter((name) => name !== 'index.ts')

describe('workers', () => {
  test('there is one file for each job, of its name', () => {
    expect(files.sort()).toEqual(
      Object.values(jobs)
        .map(({ name }) => `${name}.ts`)
        .sort(),
    )
  })

  test.each(files)('%s says why it may run twice, and is in the list of workers', (file) => {
    expect(readFileSync(join(folder, file), 'utf8')).toMatch(/\* Idempotent: \S/)
    expect(readFileSync(join(folder, 'index.ts'), 'utf8')).toContain(`'./${file}'`)
  })
})
