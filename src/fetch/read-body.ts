import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, gunzipSync } from 'node:zlib'
import { AppError, messageOf } from '../errors.ts'
import { FetchFailedError } from './fetch-failure.ts'

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

export interface BodyLimit {
  readonly maxBytes: number
  /** What becomes of a longer body: it is refused, or read as far as that. */
  readonly whenLonger: 'refuse' | 'cut'
}

/**
 * Reads a body whole, unpacked, and stops at `maxBytes` counted after unpacking, so that a small bomb cannot grow: a
 * decompressor gives 16 KiB at a time and takes no more until those are read.
 * @throws BodyTooLargeError, FetchFailedError (BODY_BROKEN), or what the stream fails with
 */
export async function readBody(
  body: Readable,
  encoding: string | null,
  url: string,
  limit: BodyLimit,
): Promise<Uint8Array> {
  const unpacked = unpack(body, encoding, url)
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      size += chunk.length
      if (size <= limit.maxBytes) continue
      if (limit.whenLonger === 'cut') break
      throw new BodyTooLargeError(url, limit.maxBytes)
    }
  } catch (error) {
    throw body.errored === null && !(error instanceof AppError) ? brokenBody(url, messageOf(error), error) : error
  } finally {
    unpacked.destroy()
    body.destroy()
  }
  const read = Buffer.concat(chunks, Math.min(size, limit.maxBytes))
  return size > limit.maxBytes ? read : unpackedFile(read, url, limit.maxBytes)
}

/** Sitemaps are often files that are packed themselves (`sitemap.xml.gz`), whatever the headers say. */
function unpackedFile(body: Buffer, url: string, maxBytes: number): Uint8Array {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return body
  try {
    return gunzipSync(body, { maxOutputLength: maxBytes })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new BodyTooLargeError(url, maxBytes)
    throw brokenBody(url, messageOf(error), error)
  }
}

function unpack(body: Readable, encoding: string | null, url: string): Readable {
  const decompress = decompressorFor(encoding, url)
  if (!decompress) return body
  body.on('error', (error) => decompress.destroy(error))
  return body.pipe(decompress)
}

/** Names that stand for no packing at all, such as `identity` and, by mistake, `utf-8`, leave the body as it is. */
function decompressorFor(encoding: string | null, url: string) {
  const name = encoding?.trim().toLowerCase() ?? ''
  switch (name) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip()
    case 'br':
      return createBrotliDecompress()
    case 'deflate':
      return createInflate()
    default:
      if (/,|zstd|compress|dc[bz]/.test(name)) throw brokenBody(url, `it is packed as ${name}, which was not asked for`)
      return null
  }
}

const brokenBody = (url: string, reason: string, cause?: unknown): FetchFailedError =>
  new FetchFailedError(url, 'BODY_BROKEN', reason, cause)
