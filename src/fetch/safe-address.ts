import ipaddr from 'ipaddr.js'

/** All that is given out as public IPv6 addresses: https://www.iana.org/assignments/ipv6-address-space. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3')
/** Addresses of NAT64 that hold a public IPv4 one, RFC 6052; 64:ff9b:1::/48 is for private use (RFC 8215). */
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96')

/**
 * Whether an IP address is a public one. Everything else (private, loopback, link-local, carrier-grade NAT, multicast,
 * documentation …) is refused, and forms that carry an IPv4 address inside an IPv6 one (mapped, NAT64, 6to4) are
 * judged by the address inside.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false
  const address = ipaddr.parse(text)
  if (address instanceof ipaddr.IPv4) return address.range() === 'unicast'
  const inside = embeddedIpv4(address)
  if (inside) return inside.range() === 'unicast'
  return address.range() === 'unicast' && address.match(GLOBAL_UNICAST)
}

function embeddedIpv4(address: ipaddr.IPv6): ipaddr.IPv4 | null {
  if (address.isIPv4MappedAddress()) return address.toIPv4Address()
  const bytes = address.toByteArray()
  if (address.match(NAT64)) return new ipaddr.IPv4(bytes.slice(12, 16))
  if (address.range() === '6to4') return new ipaddr.IPv4(bytes.slice(2, 6)) // 2002::/16
  return null
}
