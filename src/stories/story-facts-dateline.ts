const name = String.raw`\p{Lu}[\p{L}\p{M}.'’-]{1,24}(?:\s\p{Lu}[\p{L}\p{M}.'’-]{1,24}){0,3}`
const capitals = String.raw`\p{Lu}[\p{Lu}\p{M}.'’-]{1,24}(?:\s\p{Lu}[\p{Lu}\p{M}.'’-]{1,24}){0,3}`
/** Country and date may stand behind the place. */
const more = String.raw`(?:[,/][^—–\n()]{1,40}?)?`
const agency = String.raw`\s{0,2}\([^()\n]{2,40}\)`
const dash = String.raw`\s{0,2}(?:[—–―]|--|-(?=\s))`

/** "PORT HOLLIN, 4 May (Agency) —", "PORT HOLLIN —", "Port Hollin (Agency) -". Only capitals stand without an agency. */
const datelines = [
  new RegExp(`^(${capitals})${more}(?:${agency})?${dash}`, 'u'),
  new RegExp(`^(${name})${more}${agency}(?:${dash})?`, 'u'),
]
const longestDateline = 120

/** The place that a text's dateline names, as written, or null when it has none. Reads the first 120 characters. */
export function placeInDateline(text: string): string | null {
  const head = text.trimStart().slice(0, longestDateline)
  for (const pattern of datelines) {
    const found = pattern.exec(head)?.[1]
    if (found !== undefined) return found
  }
  return null
}
