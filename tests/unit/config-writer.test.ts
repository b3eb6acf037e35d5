import { expect, test } from '@jest/globals'
import { ConfigError, loadConfig } from '../../src/config.ts'

const load = (env: Readonly<Record<string, string>>, files: Readonly<Record<string, string>> = {}) =>
  loadConfig(env, (path) => files[path] ?? '').writer

function problems(env: Readonly<Record<string, string>>): string {
  try {
    load(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return ''
}

test('nobody rewords by default', () => expect(load({})).toBeNull())

test('takes every setting of the writer, its key from a file', () => {
  const env = {
    WRITER_URL: 'http://127.0.0.1:11434/v1/',
    WRITER_MODEL: 'quill:8b',
    WRITER_KEY_FILE: '/run/writer',
    WRITER_TIMEOUT_MS: '5000',
  }
  expect(load(env, { '/run/writer': 'a key that nobody knows\n' })).toEqual({
    url: 'http://127.0.0.1:11434/v1',
    model: 'quill:8b',
    key: 'a key that nobody knows',
    timeoutMs: 5_000,
  })
})

test('has no key and a minute by default', () => {
  const env = { WRITER_URL: 'https://writer.example', WRITER_MODEL: 'quill' }
  expect(load(env)).toEqual({ url: 'https://writer.example', model: 'quill', key: null, timeoutMs: 60_000 })
})

test.each([
  [{ WRITER_URL: 'http://127.0.0.1:11434/v1' }, 'WRITER_URL: needs WRITER_MODEL as well'],
  [{ WRITER_MODEL: 'quill' }, 'WRITER_MODEL: needs WRITER_URL as well'],
  [{ WRITER_KEY: 'x' }, 'WRITER_KEY: needs WRITER_URL as well'],
  [{ WRITER_URL: 'ftp://writer.example', WRITER_MODEL: 'quill' }, 'WRITER_URL: expected an address'],
  [{ WRITER_URL: 'http://me:secret@writer.example', WRITER_MODEL: 'quill' }, 'WRITER_URL: expected an address'],
  [{ WRITER_TIMEOUT_MS: '10' }, 'WRITER_TIMEOUT_MS: expected a whole number'],
])('refuses %j', (env, expected) => {
  expect(problems(env)).toContain(expected)
  expect(problems(env)).not.toContain('secret')
})
