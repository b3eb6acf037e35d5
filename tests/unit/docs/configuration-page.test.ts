import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { secrets, settings } from '../../../src/config.ts'
import { describeSettings } from '../../../src/describe-settings.ts'
import { projectRoot } from '../../../src/project-root.ts'

test('docs/configuration.md is what the settings make it (npm run generate)', () => {
  expect(readFileSync(join(projectRoot(), 'docs', 'configuration.md'), 'utf8')).toBe(
    describeSettings(settings, secrets),
  )
})
