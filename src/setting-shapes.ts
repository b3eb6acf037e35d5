import { z } from 'zod'

export const zone = z.string().refine(isZone, 'expected an IANA time zone such as Europe/Berlin')

/** Digits only: JavaScript would read a blank as 0 and 1e3 as 1000. */
export const integer = (least: number, most: number, usual: number) => {
  const expected = `expected a whole number from ${least} to ${most}, such as ${usual}`
  return z
    .string()
    .trim()
    .regex(/^\d{1,9}$/, expected)
    .transform(Number)
    .refine((value) => value >= least && value <= most, expected)
    .default(usual)
}

export const address = (protocols: readonly string[], example: string) =>
  z.string().refine((value) => hasProtocol(value, protocols), `expected an address such as ${example}`)

/** An address that paths are put behind; without the slash at its end. */
export const baseAddress = (example: string) =>
  z
    .string()
    .refine(isBaseAddress, `expected an address without sign-in, query or fragment, such as ${example}`)
    .transform(withoutSlash)

/** Where others reach the pages. */
export const publicUrl = baseAddress('https://press.example/wirefold')

/** Parted by commas, nothing for none. */
export const loopbackOrigins = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )
  .refine(
    (origins) => origins.every(isLoopbackOrigin),
    'expected origins on loopback, parted by commas, such as http://127.0.0.1:4101',
  )

function hasProtocol(value: string, protocols: readonly string[]): boolean {
  return URL.canParse(value) && protocols.includes(new URL(value).protocol)
}

function isBaseAddress(value: string): boolean {
  if (!hasProtocol(value, ['http:', 'https:'])) return false
  const { username, password, search, hash } = new URL(value)
  return `${username}${password}${search}${hash}` === ''
}

function withoutSlash(url: string): string {
  const { origin, pathname } = new URL(url)
  return origin + pathname.replace(/\/+$/, '')
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false // RangeError is how Intl says that it does not know the name
  }
}

export const isLoopbackHost = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)

function isLoopbackOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false
  const url = new URL(value)
  return url.origin === value && isLoopbackHost(url.hostname.replace(/^\[|\]$/g, ''))
}
