import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { ConfigError, loadConfig } from '../../src/config.ts'
import { anAuthority } from '../support/certificates.ts'

const pem = (type: 'rsa' | 'ed25519'): string => {
  const pair = type === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 1024 }) : generateKeyPairSync('ed25519')
  return pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}
const rsa = pem('rsa')
const authority = `${anAuthority().pem}${anAuthority().pem}`
const served = { MAIL_FROM: 'Morning <digest@news.example>', PUBLIC_URL: 'https://press.example' }

const load = (env: Readonly<Record<string, string>>, files: Readonly<Record<string, string>> = {}) =>
  loadConfig(env, (path) => files[path] ?? '').mail

function problems(env: Readonly<Record<string, string>>, files: Readonly<Record<string, string>> = {}): string {
  try {
    load(env, files)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return ''
}

test('takes every setting of mail', () => {
  const env = {
    ...served,
    SMTP_URL: 'smtp://digest%40news@mail.example',
    SMTP_PASSWORD_FILE: '/run/smtp',
    SMTP_CA_FILE: '/run/authority',
    MAIL_REPLY_TO: 'desk@News.example',
    MAIL_BOUNCES: 'bounces@news.example',
    MAIL_IMPRINT: 'Desk, 1 Quay Street',
    MAIL_RATE: '1000',
    MAIL_DOMAIN_RATE: '1',
    MAIL_CONNECTIONS: '50',
    MAIL_DEADLINE_HOURS: '168',
    MAIL_UNCERTAIN: 'resend',
    DKIM_DOMAIN: 'news.example',
    DKIM_SELECTOR: 'autumn',
    DKIM_KEY_FILE: '/run/dkim',
    LINK_KEY: 'k'.repeat(32),
    BOUNCE_TOKEN: 't'.repeat(32),
  }
  expect(load(env, { '/run/smtp': 'hush\n', '/run/authority': `${authority}\n`, '/run/dkim': rsa })).toEqual({
    smtp: {
      host: 'mail.example',
      port: 587,
      isSecure: false,
      requiresTls: true,
      user: 'digest@news',
      password: 'hush',
      authority: authority.trim(),
    },
    from: { name: 'Morning', address: 'digest@news.example' },
    replyTo: 'desk@News.example',
    bouncesTo: 'bounces@news.example',
    imprint: 'Desk, 1 Quay Street',
    rate: { perSecond: 1000, perDomainSecond: 1 },
    connections: 50,
    deadlineHours: 168,
    resendsConfirmedLost: true,
    dkim: { domain: 'news.example', selector: 'autumn', privateKey: rsa.trim() },
    linkKey: 'k'.repeat(32),
    bounceToken: 't'.repeat(32),
  })
})

describe('SMTP_URL', () => {
  test.each([
    ['smtps://mail.example', { port: 465, isSecure: true, requiresTls: false }],
    ['smtp://mail.example:2525', { port: 2525, isSecure: false, requiresTls: true }],
    ['smtp://127.0.0.1:2525', { port: 2525, isSecure: false, requiresTls: false }],
    ['smtp://user:p%25ss@mail.example', { user: 'user', password: 'p%ss' }],
  ])('%s', (SMTP_URL, smtp) => expect(load({ ...served, SMTP_URL }).smtp).toMatchObject(smtp))

  test.each([
    'mail.example',
    'http://mail.example',
    'smtp://',
    'smtp://mail.example/path',
    'smtp://u:%zz@mail.example',
  ])('is not %s', (SMTP_URL) => expect(problems({ ...served, SMTP_URL })).toMatch(/SMTP_URL: expected an address/))
})

test('everything that is wrong is told at once', () => {
  const env = { SMTP_URL: 'smtp://mail.example', DKIM_KEY: pem('ed25519'), LINK_KEY: 'short', MAIL_RATE: '0' }
  const told = problems({ ...env, SMTP_PASSWORD: 'x' })
  for (const part of [
    'SMTP_URL: needs MAIL_FROM',
    'SMTP_URL: needs PUBLIC_URL',
    'SMTP_PASSWORD: SMTP_URL names no user',
    'DKIM_KEY: expected a private RSA key',
    'DKIM_KEY: needs DKIM_DOMAIN',
    'DKIM_KEY: needs DKIM_SELECTOR',
    'LINK_KEY: expected at least 32',
    'MAIL_RATE: expected',
  ]) {
    expect(told).toContain(part)
  }
})

test('an authority is a certificate, of a server', () => {
  const broken = authority.replace('MII', 'MIJ')
  for (const SMTP_CA of ['mail.example', broken]) {
    expect(problems({ ...served, SMTP_URL: 'smtp://mail.example', SMTP_CA })).toContain('SMTP_CA: expected one or more')
  }
  expect(problems({ SMTP_CA: authority })).toContain('SMTP_CA: needs SMTP_URL')
})

test('two passwords are one too many', () => {
  const env = { ...served, SMTP_URL: 'smtp://user:one@mail.example', SMTP_PASSWORD: 'two' }
  expect(problems(env)).toContain('SMTP_PASSWORD: SMTP_URL holds a password as well')
})

test('no secret is ever shown', () => {
  const secrets = {
    SMTP_URL: 'smtp:/user:hush@mail.example',
    DKIM_KEY: '-----BEGIN PRIVATE KEY-----\nhush',
    LINK_KEY: 'hush',
    BOUNCE_TOKEN: 'hush',
  }
  const told = problems(secrets)
  expect(told).toContain('BOUNCE_TOKEN')
  expect(told).not.toContain('hush')
})
