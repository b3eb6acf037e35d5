import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { botWallOf } from '../../../src/fetch/bot-wall.ts'
import type { FetchedPage } from '../../../src/fetch/fetch-page.ts'

function answer(
  status: number,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): FetchedPage {
  return {
    url: 'https://courier.example/ferry',
    status,
    redirects: [],
    contentType: headers['content-type'] ?? 'text/html',
    etag: null,
    lastModified: null,
    retryAfter: null,
    headers,
    body: typeof body === 'string' ? Buffer.from(body) : body,
  }
}

const document = (body: string, head = '<title>Hollin Courier</title>') =>
  `<!DOCTYPE html><html lang="en"><head>${head}</head><body>${body}</body></html>`

const SENTENCES = Array.from(
  { length: 40 },
  (_none, i) => `<p>On day ${i} the ferry to Ostrel ran late again, and the harbour office gave no reason for it.</p>`,
).join('\n')

const cloudflare = document(
  `<noscript>Enable JavaScript and cookies to continue</noscript>
   <script>(function(){window._cf_chl_opt={cvId:'3',cType:'managed'};var a=document.createElement('script');
   a.src='/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1?ray=9';document.head.appendChild(a)}())</script>`,
  '<title>Just a moment...</title>',
)
const dataDome = document(
  `<script data-cfasync="false">var dd={'rt':'c','cid':'A','t':'fe','host':'geo.captcha-delivery.com'}</script>
   <script src="https://ct.captcha-delivery.com/c.js"></script><p>Please enable JS and disable any ad blocker</p>`,
)
const akamaiBlock = `<HTML><HEAD>
<TITLE>Access Denied</TITLE>
</HEAD><BODY>
<H1>Access Denied</H1>
You don't have permission to access "http&#58;&#47;&#47;courier&#46;example&#47;ferry" on this server.<P>
Reference&#32;&#35;18&#46;2d351ab8&#46;1557333295&#46;a4e16ab
</BODY></HTML>`
const akamaiChallenge = document('<div id="sec-if-cpt-container" style="display:none"></div><p>Processing</p>')
const imperva = `<html style="height:100%"><head><META NAME="ROBOTS" CONTENT="NOINDEX, NOFOLLOW"></head><body>
<iframe id="main-iframe" src="/_Incapsula_Resource?SWUDNSAI=31&xinfo=9" frameborder=0 width="100%">
Request unsuccessful. Incapsula incident ID: 9-1</iframe></body></html>`
const perimeterX = document('<div id="px-captcha"></div><script src="/px/captcha.js"></script><p>Press and hold</p>')
const awsWaf = document(
  `<script>window.awsWafCookieDomainList=[];window.gokuProps={"key":"A"}</script><div id="challenge-container"></div>`,
)
const sucuri = document(
  `<script>var s={},u,c,U,r,i,l=0,sucuri_cloudproxy_js='';</script>`,
  '<title>You are being redirected</title>',
)
const captcha = document(
  `<h1>Please verify you are human</h1><form><script src="https://www.google.com/recaptcha/api.js"></script></form>`,
)

describe('a wall is named', () => {
  test.each([
    ['Cloudflare challenge', 403, cloudflare, {}],
    ['Cloudflare challenge', 503, cloudflare, {}],
    ['Cloudflare challenge', 200, cloudflare, {}],
    ['Cloudflare challenge', 403, '', { 'cf-mitigated': 'challenge' }],
    ['Cloudflare challenge', 403, '{}', { 'cf-mitigated': 'challenge', 'content-type': 'application/json' }],
    ['Cloudflare block', 403, document('<div id="cf-error-details"><h1>Sorry, you have been blocked</h1></div>'), {}],
    ['Cloudflare block', 429, document('<div id="cf-error-details"><h2>You are being rate limited</h2></div>'), {}],
    ['DataDome captcha', 403, dataDome, { 'x-datadome': 'protected' }],
    ['DataDome captcha', 200, dataDome, {}],
    ['Akamai block', 403, akamaiBlock, { server: 'AkamaiGHost' }],
    ['Akamai challenge', 200, akamaiChallenge, {}],
    ['Imperva challenge', 403, imperva, { 'x-iinfo': '9-1' }],
    ['Imperva challenge', 200, imperva, {}],
    ['PerimeterX captcha', 403, perimeterX, {}],
    ['AWS WAF challenge', 202, '', { 'x-amzn-waf-action': 'challenge' }],
    ['AWS WAF challenge', 405, '', { 'x-amzn-waf-action': 'captcha' }],
    ['AWS WAF challenge', 200, awsWaf, {}],
    ['Sucuri block', 403, '', { 'x-sucuri-block': 'BLK01' }],
    ['Sucuri block', 200, sucuri, {}],
    ['captcha', 403, captcha, {}],
    ['captcha', 429, captcha.replace('verify you are human', 'confirm that you’re not a robot'), {}],
    ['captcha', 503, captcha.replace('verify you are human', 'We noticed unusual traffic'), {}],
  ])('%s, status %i', (name, status, body, headers) => {
    expect(botWallOf(answer(status, body, headers))).toBe(name)
  })
})

describe('there is no wall', () => {
  const watched = `<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>
    <script src="/_Incapsula_Resource?SWJIYLWA=7"></script><script src="https://js.datadome.example/tags.js"></script>
    <script src="https://client.px-cloud.example/main.min.js"></script>
    <script src="https://7.edge.sdk.awswaf.com/7/challenge.js"></script>`
  const report = document(
    `${SENTENCES}<p>The captcha-delivery.com domain and window._cf_chl_opt stood in the page, an Incapsula incident ID as
     well, and readers were asked to verify you are human.</p><iframe src="https://www.google.com/recaptcha/api.js"></iframe>`,
  )

  test.each([
    ['an ordinary page', 200, document(SENTENCES), {}],
    [
      'an ordinary page that a vendor watches over',
      200,
      document(watched + SENTENCES),
      { 'x-iinfo': '9', 'x-datadome': 'protected', 'cf-ray': '9' },
    ],
    ['a short page that a vendor watches over', 200, document(`${watched}<p>The ferry is late.</p>`), {}],
    ['a report about walls', 200, report, {}],
    [
      'a short report about walls',
      200,
      document('<p>Cloudflare, DataDome, Akamai, Imperva and PerimeterX ask you to verify you are human.</p>'),
      {},
    ],
    [
      'a comment box with a captcha',
      200,
      document('<p>Are you a robot?</p><script src="https://hcaptcha.com/1/api.js"></script>'),
      {},
    ],
    [
      'an ordinary refusal',
      403,
      document('<h1>Forbidden</h1><p>You do not have access to this page.</p>'),
      { server: 'cloudflare' },
    ],
    ['a refusal that a vendor watches over', 403, document(`${watched}<h1>Forbidden</h1>`), { server: 'cloudflare' }],
    [
      'a refusal of a server',
      403,
      '<html><head><title>403 Forbidden</title></head><body><center>nginx</center></body></html>',
      {},
    ],
    ['a server that is down', 503, document('<h1>Down for maintenance</h1>'), { 'retry-after': '600' }],
    ['a page that is gone', 404, document('<h1>Not found</h1>'), {}],
    [
      'a feed about walls',
      200,
      `<?xml version="1.0"?><rss><channel><title>window._cf_chl_opt</title></channel></rss>`,
      {},
    ],
    ['a feed without its first line', 200, `<rss><channel><title>id="px-captcha"</title></channel></rss>`, {}],
    ['a feed in JSON', 403, `{"title":"verify you are human <script src='/recaptcha.js'>"}`, {}],
    ['nothing', 403, '', {}],
    ['a picture', 200, Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), {}],
    ['another mitigation', 200, document(SENTENCES), { 'cf-mitigated': 'none' }],
  ])('in %s', (_what, status, body, headers) => {
    expect(botWallOf(answer(status, body, headers))).toBeNull()
  })
})

test('hostile pages are judged quickly', () => {
  for (const piece of [
    '<iframe ',
    '<script>',
    ' src="',
    '<',
    'reference  ',
    '["\'host" : "',
    'a',
    ' id="cf-error-details',
  ]) {
    const began = performance.now()
    botWallOf(answer(403, `<html>${piece.repeat(2_000_000 / piece.length)}`))
    expect(performance.now() - began).toBeLessThan(500)
  }
})

test('any bytes are judged', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 200, max: 599 }),
      fc.uint8Array(),
      (status, body) => botWallOf(answer(status, body)) === null,
    ),
  )
})
