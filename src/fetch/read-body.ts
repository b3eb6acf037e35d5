import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { AppError } from '../errors.ts'

/** The body is larger than anything honest of its kind. */
export class BodyTooLargeError extends AppError {
  override readonly name = 'BodyTooLargeError'
  constructor(url: string, maxBytes: number) {
    super('BODY_TOO_LARGE', `stopped reading ${url}: more than ${maxBytes} bytes`, {
      disposition: 'discard',
      details: { url, maxBytes },
    })
  }
}

/**
 * Reads a body whole, unpacked, and stops at `maxBytes` counted after unpacking, so that a small bomb cannot grow.
 * @throws BodyTooLargeError, or what the stream or the decompressor fails with
 */
export async function readBody(
  body: Readable,
  encoding: string | null,
  url: string,
  maxBytes: number,
): Promise<Uint8Array> {
  const unpacked = unpack(body, encoding)
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > maxBytes) throw new BodyTooLargeError(url, maxBytes)
      chunks.push(chunk)
    }
  } finally {
    unpacked.destroy()
    body.destroy()
  }
  return Buffer.concat(chunks, size)
}

function unpack(body: Readable, encoding: string | null): Readable {
  const decompress = decompressorFor(encoding)
  if (!decompress) return body
  body.on('error', (error) => decompress.destroy(error))
  return body.pipe(decompress)
}

function decompressorFor(encoding: string | null) {
  switch (encoding?.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip()
    case 'br':
      return createBrotliDecompress()
    case 'deflate':
      return createInflate()
    default:
      return null
  }
}
