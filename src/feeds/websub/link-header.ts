/** What a Link header names of WebSub, as written: addresses may be relative. */
export interface LinkedHubs {
  readonly hubs: readonly string[]
  readonly self: string | null
}

/** A target, a quoted text, what stands between, and the two separators. Each matches where the one before ended. */
const TOKEN = /<[^>]*>?|"(?:[^"\\]|\\.)*"?|[,;]|[^<",;]+/gs

/**
 * The hubs and the own address in a `Link` header, several of which may be joined by commas (RFC 8288 3). A link that names
 * another resource as its `anchor` says nothing of this one. Linear in the length of the header.
 */
export function hubsOfLinkHeader(header: string | null): LinkedHubs {
  const links = linkValues(header ?? '').flatMap(([target = '', ...parameters]) => {
    const address = /^<([^>]*)>$/.exec(target.trim())?.[1]?.trim()
    const fields = fieldsOf(parameters)
    const relations = (fields.get('rel') ?? '').toLowerCase().split(/\s+/)
    return address && !fields.has('anchor') ? [{ address, relations }] : []
  })
  const related = (relation: string) =>
    links.filter(({ relations }) => relations.includes(relation)).map(({ address }) => address)
  return { hubs: related('hub'), self: related('self')[0] ?? null }
}

/** Each link as the parts between its semicolons, the target first. */
function linkValues(header: string): readonly (readonly string[])[] {
  let parts = ['']
  const values = [parts]
  for (const [token] of header.matchAll(TOKEN)) {
    if (token === ',') values.push((parts = ['']))
    else if (token === ';') parts.push('')
    else parts.push((parts.pop() ?? '') + token)
  }
  return values
}

/** Parameters by name; of one that comes twice, the first counts (RFC 8288 3.3). */
function fieldsOf(parameters: readonly string[]): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  for (const parameter of parameters) {
    const [name = '', ...rest] = parameter.split('=')
    const key = name.trim().toLowerCase()
    if (!fields.has(key)) fields.set(key, unquoted(rest.join('=').trim()))
  }
  return fields
}

const unquoted = (value: string): string =>
  value.startsWith('"') ? value.replace(/^"|"$/g, '').replaceAll(/\\(.)/gs, '$1') : value
