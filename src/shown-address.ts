/**
 * An address of a server as messages may show it: scheme, host, port and path, without user, password and parameters.
 * What cannot be taken apart with certainty is not shown at all, since a slip of the pen may have put the password
 * anywhere.
 */
export function shownAddress(address: string): string {
  const hidden = `a text of ${address.length} characters that is not shown`
  if (!URL.canParse(address)) return hidden
  const { protocol, host, pathname } = new URL(address)
  return host === '' || pathname.includes('@') ? hidden : `${protocol}//${host}${pathname}`
}
