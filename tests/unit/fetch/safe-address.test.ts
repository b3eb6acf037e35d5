import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isPublicAddress } from '../../../src/fetch/safe-address.ts'

describe('isPublicAddress', () => {
  test.each([
    ['8.8.8.8'],
    ['1.1.1.1'],
    ['172.15.255.255'],
    ['172.32.0.0'],
    ['100.63.255.255'],
    ['100.128.0.0'],
    ['2606:4700:4700::1111'],
    ['2a00:1450:4001:81b::200e'],
    ['::ffff:8.8.8.8'],
    ['64:ff9b::8.8.8.8'],
    ['2002:808:808::1'],
  ])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  test.each([
    ['this host', '0.0.0.0'],
    ['this network', '0.1.2.3'],
    ['loopback', '127.0.0.1'],
    ['loopback beyond its first address', '127.255.255.254'],
    ['loopback as one number', '2130706433'],
    ['loopback in hexadecimal', '0x7f000001'],
    ['loopback in octal', '0177.0.0.1'],
    ['loopback cut short', '127.1'],
    ['private 10/8', '10.0.0.1'],
    ['private 172.16/12, first', '172.16.0.0'],
    ['private 172.16/12, last', '172.31.255.255'],
    ['private 192.168/16', '192.168.1.1'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['link-local, where clouds keep their keys', '169.254.169.254'],
    ['protocol assignments', '192.0.0.8'],
    ['documentation', '203.0.113.7'],
    ['benchmarks', '198.18.0.1'],
    ['6to4 relays', '192.88.99.1'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['unspecified', '::'],
    ['loopback of IPv6', '::1'],
    ['loopback written out', '0000:0000:0000:0000:0000:0000:0000:0001'],
    ['unique local', 'fd12:3456:789a::1'],
    ['link-local of IPv6', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['site-local, deprecated', 'fec0::1'],
    ['multicast of IPv6', 'ff02::1'],
    ['documentation of IPv6', '2001:db8::1'],
    ['documentation of IPv6, newer', '3fff::1'],
    ['discard only', '100::1'],
    ['a block that nobody was given', '4000::1'],
    ['IPv4-mapped loopback', '::ffff:127.0.0.1'],
    ['IPv4-mapped loopback in hexadecimal', '::ffff:7f00:1'],
    ['IPv4-compatible loopback', '::127.0.0.1'],
    ['IPv4-compatible loopback in hexadecimal', '::7f00:1'],
    ['IPv4-translated loopback', '::ffff:0:7f00:1'],
    ['NAT64 of loopback', '64:ff9b::127.0.0.1'],
    ['NAT64 of a private address', '64:ff9b::a00:1'],
    ['local NAT64, private inside', '64:ff9b:1::7f00:1'],
    ['local NAT64, public at the end', '64:ff9b:1:7f00:0:100:808:808'],
    ['6to4 of loopback', '2002:7f00:1::1'],
    ['6to4 of a private address', '2002:c0a8:101::1'],
    ['Teredo', '2001:0:7f00:1::'],
    ['no address', 'courier.example'],
    ['nothing', ''],
  ])('%s is not: %s', (_what, address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  test('an IPv4 address inside an IPv6 one is judged as it is alone', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const alone = isPublicAddress(address)
        const hex = address.split('.').map((part) => Number(part).toString(16).padStart(2, '0'))
        const pair = `${hex[0]}${hex[1]}:${hex[2]}${hex[3]}`
        expect(isPublicAddress(`::ffff:${address}`)).toBe(alone)
        expect(isPublicAddress(`::ffff:${pair}`)).toBe(alone)
        expect(isPublicAddress(`64:ff9b::${pair}`)).toBe(alone)
        expect(isPublicAddress(`2002:${pair}::1`)).toBe(alone)
      }),
    )
  })

  test('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof isPublicAddress(text) === 'boolean'))
  })
})
