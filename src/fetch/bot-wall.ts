import type { FetchedPage } from './fetch-page.ts'

/** What the wall of a vendor is recognised by, all in lower case. */
interface WallSign {
  readonly name: string
  /** A header that only walls have, with such a value. */
  readonly header?: readonly [name: string, value: RegExp]
  /** Markup that only walls have, every pattern of it. */
  readonly markup: readonly RegExp[]
}

/**
 * Vendors' scripts also stand on ordinary pages that they watch over. So each sign is of the page that asks or refuses:
 * Cloudflare's variables of a challenge and not its `challenge-platform/scripts`, PerimeterX's box and not its sensor,
 * Imperva's frame and not its script, AWS WAF's variables and not its integration script.
 */
const signs: readonly WallSign[] = [
  {
    name: 'Cloudflare challenge',
    header: ['cf-mitigated', /^challenge/],
    markup: [/\b_cf_chl_opt\b|["'/ ]cf-chl-|\/challenge-platform\/h\/[a-z]\/orchestrate\//],
  },
  {
    name: 'Cloudflare block',
    markup: [/\sid=["']?cf-error-details\b/, /\b(?:have been|are being) (?:blocked|rate limited)\b/],
  },
  {
    name: 'DataDome captcha',
    markup: [
      /(?:\ssrc=["']https:\/\/(?:[\w-]{1,40}\.)?|["']host["']\s?:\s?["'](?:[\w-]{1,40}\.)?)captcha-delivery\.com/,
    ],
  },
  { name: 'Akamai challenge', markup: [/\sid=["']?sec-if-cpt-container\b|[?&]bm-verify=/] },
  { name: 'Akamai block', markup: [/<title>access denied<\/title>/, /\breference(?:\s|&#32;){1,4}(?:#|&#35;)\d/] },
  { name: 'Imperva challenge', markup: [/<iframe[^>]{1,1000}_incapsula_resource|\bincapsula incident id\b/] },
  { name: 'PerimeterX captcha', markup: [/\sid=["']?px-captcha\b|\bwindow\._pxblockscript\b|\/px\/captcha_close/] },
  {
    name: 'AWS WAF challenge',
    header: ['x-amzn-waf-action', /^(?:challenge|captcha)/],
    markup: [/\bwindow\.gokuprops\b/],
  },
  {
    name: 'Sucuri block',
    header: ['x-sucuri-block', /./],
    markup: [/\bsucuri_cloudproxy_js\b|<title>sucuri website firewall\b/],
  },
]

const CAPTCHA = /\ssrc=["'][^"']{0,200}(?:captcha|challenges\.cloudflare\.com\/turnstile)/
const QUESTION =
  /\b(?:verify|verifying|confirm|prove|checking)\b(?: that| if)? you(?: are|[’']re|&#39;re|â\x80\x99re) (?:not )?(?:a )?(?:human|robot|bot)\b|\bare you a (?:robot|human)\b|\bunusual traffic\b/

/** The part of a body that is looked at: the largest walls have all their scripts within it. */
const HEAD_BYTES = 131_072
/** A wall shows next to no text, its notes in several languages included; a report about walls shows more. */
const MOST_LETTERS = 1_500

/** The name of the wall against robots that answered instead of the page ("Cloudflare challenge"), or null. O(HEAD_BYTES). */
export function botWallOf(page: FetchedPage): string | null {
  const told = signs.find(({ header }) => header?.[1].test(page.headers[header[0]]?.toLowerCase() ?? ''))
  if (told) return told.name

  // One character a byte: signs are ASCII in every encoding that a wall comes in.
  const html = Buffer.from(page.body.subarray(0, HEAD_BYTES)).toString('latin1').toLowerCase()
  if (!looksLikeHtml(html) || shownLetters(html) > MOST_LETTERS) return null
  const built = signs.find(({ markup }) => markup.every((pattern) => pattern.test(html)))
  if (built) return built.name
  return isRefusal(page.status) && CAPTCHA.test(html) && QUESTION.test(html) ? 'captcha' : null
}

const isRefusal = (status: number): boolean => status === 403 || status === 429 || status === 503

const looksLikeHtml = (text: string): boolean =>
  /^[\s\xef\xbb\xbf]*<(?:!doctype html|!--|html|head|title|body|script|meta|iframe)/.test(text)

/** Letters and digits outside of tags, scripts and styles. */
function shownLetters(html: string): number {
  let letters = 0
  let closing: string | null = null
  for (const piece of html.split('<')) {
    const name = /^\/?[a-z]+/.exec(piece)?.[0] ?? ''
    if (closing !== null && name !== closing) continue
    closing = name === 'script' || name === 'style' ? `/${name}` : null
    if (closing === null) letters += piece.slice(piece.indexOf('>') + 1).replace(/[^a-z0-9\x80-\xff]/g, '').length
  }
  return letters
}
