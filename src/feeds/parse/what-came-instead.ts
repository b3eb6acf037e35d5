const startLength = 4096
const rootTag = /<([A-Za-z_][\w.:-]*)/
const prolog = /<!--[^>]*-->|<\?[^>]*>|<!doctype\s+(?!html)[^>]*>/gi

/** Names what a text is that was expected to be a feed: "an HTML page", "an empty body", "XML with the root <opml>". */
export function whatCameInstead(text: string): string {
  const start = text.slice(0, startLength).trim()
  if (start === '') return 'an empty body'
  if (/^[{[]/.test(start)) return 'JSON that is no JSON Feed'
  if (/<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]/i.test(start)) return 'an HTML page'
  if (/^%PDF-/.test(start)) return 'a PDF document'
  const root = rootTag.exec(start.replace(prolog, ''))?.[1]
  if (root === undefined) return start.includes('\ufffd') ? 'binary data' : 'plain text'
  return start.startsWith('<') ? `XML with the root <${root}>` : 'text with stray tags'
}
