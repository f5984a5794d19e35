/** Reply body: collects the bytes of an answer up to a limit and turns them into text. */
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, type ZlibOptions } from 'node:zlib'
import type { FaultKind } from '../../domain/look/fault.ts'
import { failed, ok, type Result } from '../../domain/text/result.ts'

interface BodyBytes {
  /** False when the limit would be passed; nothing is kept of that piece. */
  add(piece: Uint8Array): boolean
  all(): Uint8Array
}

const FIRST_BYTES = 16_384

/** Pieces are copied into one buffer: kept as they come, pieces of one byte would cost a hundred bytes each. */
export function bodyBytes(maxBytes: number): BodyBytes {
  let buffer = new Uint8Array(Math.min(FIRST_BYTES, maxBytes))
  let length = 0

  function grow(neededBytes: number): void {
    const larger = new Uint8Array(Math.min(Math.max(neededBytes, buffer.length * 2), maxBytes))
    larger.set(buffer.subarray(0, length))
    buffer = larger
  }

  return {
    add(piece) {
      if (length + piece.length > maxBytes) return false
      if (length + piece.length > buffer.length) grow(length + piece.length)
      buffer.set(piece, length)
      length += piece.length
      return true
    },
    all: () => buffer.subarray(0, length),
  }
}

interface UnreadableBody {
  readonly kind: FaultKind
  readonly reason: string
}

/** Decompresses, within the limit, what was compressed although we asked for it plain, and decodes UTF-8. */
export function bodyText(
  bytes: Uint8Array,
  {
    encoding,
    status,
    maxBytes,
  }: { readonly encoding: string; readonly status: number; readonly maxBytes: number },
): Result<string, UnreadableBody> {
  const plain = decompressed(bytes, encoding, maxBytes)
  return plain.ok ? decoded(plain.value, status) : plain
}

type Decompress = (bytes: Uint8Array, options: ZlibOptions) => Uint8Array

const DECOMPRESS: Readonly<Record<string, Decompress>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: (bytes, options) => (hasZlibHeader(bytes) ? inflateSync : inflateRawSync)(bytes, options),
  br: brotliDecompressSync,
}

/** RFC 9110 means the format of zlib by `deflate`; some servers send the bare stream of RFC 1951, as browsers allow. */
function hasZlibHeader([first = 0, second = 0]: Uint8Array): boolean {
  const DEFLATED = 8
  return (first & 0x0f) === DEFLATED && (first * 256 + second) % 31 === 0
}

function decompressed(
  bytes: Uint8Array,
  encoding: string,
  maxBytes: number,
): Result<Uint8Array, UnreadableBody> {
  const name = encoding.trim().toLowerCase()
  if (name === '' || name === 'identity' || bytes.length === 0) return ok(bytes)
  const decompress = Object.hasOwn(DECOMPRESS, name) ? DECOMPRESS[name] : undefined
  if (decompress === undefined)
    return failed({ kind: 'malformed', reason: 'the body is encoded in a way that we did not ask for' })
  try {
    return ok(decompress(bytes, { maxOutputLength: maxBytes }))
  } catch (error) {
    return (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE'
      ? failed({ kind: 'too-large', reason: `the body is more than ${maxBytes} bytes when decompressed` })
      : failed({ kind: 'malformed', reason: `the body is not the ${name} that its header says` })
  }
}

/** An error page may be in any encoding: its status is what counts, so it is decoded as far as it goes. */
function decoded(bytes: Uint8Array, status: number): Result<string, UnreadableBody> {
  try {
    return ok(new TextDecoder('utf-8', { fatal: status < 400 }).decode(bytes))
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return failed({ kind: 'not-json', reason: 'the body is not valid UTF-8, as JSON must be' })
  }
}
