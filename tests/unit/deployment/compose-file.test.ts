import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { parse } from 'yaml'
import { mailSecrets, mailSettings } from '../../../src/config-mail.ts'
import { projectRoot } from '../../../src/project-root.ts'

interface Service {
  readonly image?: string
  readonly build?: string
  readonly command?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly ports?: readonly string[]
  readonly volumes?: readonly string[]
  readonly healthcheck?: { readonly test: readonly string[] }
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
  readonly user?: string
  readonly container_name?: string
  readonly secrets?: readonly string[]
  readonly profiles?: readonly string[]
}

const text = readFileSync(join(projectRoot(), 'docker-compose.yml'), 'utf8')
const compose = parse(text, { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>
  readonly secrets: Readonly<Record<string, { readonly file: string }>>
}
const { services } = compose
const ours = ['migrate', 'scheduler', 'work', 'web']
const of = (name: string): Service => {
  const service = services[name]
  if (!service) throw new Error(`docker-compose.yml has no service ${name}`)
  return service
}

/** By the compose specification's schema, as the compose linter ships it. */
function compileSchema(): ValidateFunction {
  const file = join(projectRoot(), 'node_modules', 'dclint', 'schemas', 'compose.schema.json')
  const ajv = new Ajv({ strict: false, validateSchema: false, allErrors: true })
  addFormats.default(ajv)
  return ajv.compile(JSON.parse(readFileSync(file, 'utf8')) as object)
}

describe('docker-compose.yml', () => {
  test('is valid by the compose specification, which finds a misspelt key', () => {
    const validate = compileSchema()
    validate(compose)
    expect(validate.errors).toBeNull()
    expect(validate({ services: { web: { imagee: 'x' } } })).toBe(false)
  })

  test('has the services of production, each with a health check or an end', () => {
    expect(Object.keys(services).sort()).toEqual(['migrate', 'postgres', 'redis', 'scheduler', 'web', 'work', 'writer'])
    for (const name of ['postgres', 'redis', 'scheduler', 'web', 'work', 'writer'])
      expect(of(name).healthcheck?.test[0]).toMatch(/^CMD/)
    expect(of('migrate').healthcheck).toBeUndefined()
    for (const name of ['scheduler', 'work', 'web']) {
      expect(of(name).healthcheck?.test.slice(-2)).toEqual(['health', name])
      expect(of(name).depends_on?.['migrate']?.condition).toBe('service_completed_successfully')
    }
  })

  test('keeps Postgres 18 where its image wants it', () => {
    expect(of('postgres').image).toBe('postgres:18')
    expect(of('postgres').volumes).toEqual(['postgres:/var/lib/postgresql'])
  })

  test('keeps the queue through a restart and never evicts a job', () => {
    expect(of('redis').image).toBe('redis:7')
    expect(of('redis').command?.join(' ')).toBe('redis-server --appendonly yes --maxmemory-policy noeviction')
  })

  test('has no default secret: the password must be given', () => {
    const lines = text.split('\n').filter((line) => /POSTGRES_PASSWORD/.test(line) && !line.trimStart().startsWith('#'))
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) expect(line).toMatch(/\$\{POSTGRES_PASSWORD:\?[^}]+\}/)
  })

  test('passes every setting of mail to what is ours: its secrets as files, the others with their defaults', () => {
    for (const name of ours) {
      const environment = of(name).environment ?? {}
      for (const [setting, shape] of Object.entries(mailSettings)) {
        const isFile = setting !== 'SMTP_URL' && mailSecrets.some((secret) => secret === setting)
        const given = environment[isFile ? `${setting}_FILE` : setting]
        const fallback = setting === 'MAIL_FROM' ? undefined : shape.safeParse(undefined).data
        const secret = setting.toLowerCase()
        expect(given).toBe(
          isFile ? `\${${setting}_FILE:+/run/secrets/${secret}}` : `\${${setting}:-${String(fallback ?? '')}}`,
        )
        if (isFile) expect(of(name).secrets).toContain(secret)
        if (isFile) expect(compose.secrets[secret]).toEqual({ file: `\${${setting}_FILE:-/dev/null}` })
      }
    }
  })

  test('publishes the pages on loopback only, and nothing else', () => {
    expect(of('web').ports).toEqual(['127.0.0.1:3000:3000'])
    expect(of('web').environment?.['WEB_ALLOW_OPEN']).toBe('1')
    for (const name of Object.keys(services).filter((other) => other !== 'web')) expect(of(name).ports).toBeUndefined()
  })

  test('starts a writer only when asked for, with its models in a volume, and only work knows of it', () => {
    expect(of('writer').profiles).toEqual(['writer'])
    expect(of('writer').image).toMatch(/^ollama\/ollama:\d+\.\d+\.\d+$/)
    expect(of('writer').volumes).toEqual(['writer:/root/.ollama'])
    expect(Object.keys(of('work').environment ?? {})).toEqual(
      expect.arrayContaining(['DATABASE_URL', 'WRITER_URL', 'WRITER_MODEL', 'WRITER_KEY']),
    )
    for (const name of ['migrate', 'scheduler', 'web']) expect(of(name).environment).not.toHaveProperty('WRITER_KEY')
  })

  test('lets work be scaled: it has no fixed name and no port', () => {
    expect(of('work').container_name).toBeUndefined()
    expect(of('work').ports).toBeUndefined()
  })

  test('runs ours without root, from one image', () => {
    for (const name of ours) {
      expect(of(name).user).toBe('node')
      expect(of(name).build).toBe('.')
    }
    expect(readFileSync(join(projectRoot(), 'Dockerfile'), 'utf8')).toMatch(/^USER node$/m)
  })
})
