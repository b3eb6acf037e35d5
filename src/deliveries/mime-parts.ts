/** A part of a mail that has no parts of its own. */
export interface MimePart {
  /** Such as `message/delivery-status`, in lower case. */
  readonly type: string
  /** With `\n` as line breaks; decoded where it was base64 or quoted-printable. */
  readonly body: string
}

/** Deeper or more is no report. */
const DEEPEST = 5
const MOST_PARTS = 50

/** The parts of a mail (RFC 2046 5.1) in their order. Never throws: what cannot be read is no part. */
export function partsOf(raw: string, depth = 0): readonly MimePart[] {
  const text = depth === 0 ? raw.replaceAll(/\r\n?/g, '\n') : raw
  const end = text.indexOf('\n\n')
  const head = (end < 0 ? text : text.slice(0, end)).replaceAll(/\n[ \t]+/g, ' ')
  const body = end < 0 ? '' : text.slice(end + 2)
  const contentType = headerOf(head, 'Content-Type') ?? 'text/plain'
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const boundary = /boundary="?([^";]{1,100})"?/i.exec(contentType)?.[1]
  if (!type.startsWith('multipart/') || boundary === undefined || depth >= DEEPEST) {
    return [{ type, body: decode(body, headerOf(head, 'Content-Transfer-Encoding') ?? '') }]
  }
  return between(body, boundary)
    .slice(0, MOST_PARTS)
    .flatMap((part) => partsOf(part, depth + 1))
}

/** What stands between the lines of a boundary; a part without headers begins with an empty line. */
function between(body: string, boundary: string): readonly string[] {
  const parts = `\n${body}`.split(`\n--${boundary}`).slice(1)
  const end = parts.findIndex((part) => part.startsWith('--'))
  return (end < 0 ? parts : parts.slice(0, end)).map((part) => part.replace(/^[ \t]*\n/, ''))
}

function headerOf(head: string, name: string): string | null {
  return new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(head)?.[1]?.trim() ?? null
}

function decode(body: string, encoding: string): string {
  const how = encoding.trim().toLowerCase()
  if (how === 'base64') return Buffer.from(body, 'base64').toString('utf8').replaceAll(/\r\n?/g, '\n')
  if (how !== 'quoted-printable') return body
  return body
    .replaceAll(/=[ \t]*\n/g, '')
    .replaceAll(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
