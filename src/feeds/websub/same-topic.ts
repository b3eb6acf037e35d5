/**
 * Whether a hub means the topic that it was asked for. Hubs write addresses anew: they decode characters that need no
 * percent sign (WebSub 5.1.1), and let a root path or a default port go.
 */
export const isSameTopic = (given: string, asked: string): boolean => plain(given) === plain(asked)

function plain(address: string): string {
  const { href } = URL.canParse(address) ? new URL(address) : { href: address }
  return href.replaceAll(/%[0-9a-f]{2}/gi, (escape) => {
    const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16))
    return /[A-Za-z0-9._~-]/.test(character) ? character : escape.toUpperCase()
  })
}
