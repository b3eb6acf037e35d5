import { generateKeyPairSync } from 'node:crypto'
import forge from 'node-forge'

/** What a TLS server shows and signs with, as PEM. */
interface ServerCertificate {
  readonly key: string
  readonly cert: string
}

export interface Authority {
  /** Its own certificate, as PEM. */
  readonly pem: string
  /** A certificate for 127.0.0.1, unless it is told another name, or other days to hold for. */
  issue(more?: { readonly name?: string; readonly days?: readonly [number, number] }): ServerCertificate
}

/** An authority for certificates, made up for one test. node:crypto reads certificates (RFC 5280) but makes none. */
export function anAuthority(): Authority {
  const keys = keyPair()
  const root = emptyCertificate(
    `Authority ${forge.util.bytesToHex(forge.random.getBytesSync(4))}`,
    keys.publicKey,
    [-1, 1],
  )
  root.setIssuer(root.subject.attributes)
  root.setExtensions([
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, critical: true },
  ])
  root.sign(keys.privateKey, forge.md.sha256.create())
  return {
    pem: forge.pki.certificateToPem(root),
    issue({ name, days } = {}) {
      const own = keyPair()
      const certificate = emptyCertificate(name ?? '127.0.0.1', own.publicKey, days ?? [-1, 1])
      certificate.setIssuer(root.subject.attributes)
      const altName = name === undefined ? { type: 7, ip: '127.0.0.1' } : { type: 2, value: name }
      certificate.setExtensions([{ name: 'subjectAltName', altNames: [altName] }])
      certificate.sign(keys.privateKey, forge.md.sha256.create())
      return { key: own.pem, cert: forge.pki.certificateToPem(certificate) }
    },
  }
}

const DAY_MS = 86_400_000

function emptyCertificate(
  name: string,
  publicKey: forge.pki.rsa.PublicKey,
  [from, to]: readonly [number, number],
): forge.pki.Certificate {
  const certificate = forge.pki.createCertificate()
  certificate.serialNumber = `01${forge.util.bytesToHex(forge.random.getBytesSync(8))}`
  certificate.validity.notBefore = new Date(Date.now() + from * DAY_MS)
  certificate.validity.notAfter = new Date(Date.now() + to * DAY_MS)
  certificate.publicKey = publicKey
  certificate.setSubject([{ name: 'commonName', value: name }])
  return certificate
}

function keyPair() {
  const made = generateKeyPairSync('rsa', { modulusLength: 2048 }) // forge's own takes seconds
  const pem = made.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
  const publicPem = made.publicKey.export({ type: 'spki', format: 'pem' }).toString()
  return { pem, privateKey: forge.pki.privateKeyFromPem(pem), publicKey: forge.pki.publicKeyFromPem(publicPem) }
}
