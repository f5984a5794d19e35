/** The body of a reply: limits on both sizes, and text or a named fault. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { bodyBytes, bodyText } from '../../../lib/adapters/http/reply-body.ts'

const text = (bytes: Uint8Array, encoding = '', more: { status?: number; maxBytes?: number } = {}) =>
  bodyText(bytes, { encoding, status: 200, maxBytes: 1_000, ...more })

test('a body of exactly the limit is taken whole, one byte more is not', () => {
  const body = bodyBytes(40_000)
  for (let piece = 0; piece < 40; piece += 1) assert.equal(body.add(new Uint8Array(1_000).fill(piece)), true)
  assert.equal(body.add(new Uint8Array(1)), false)
  assert.equal(body.all().length, 40_000)
  assert.deepEqual([body.all()[0], body.all()[20_500], body.all()[39_999]], [0, 20, 39])
})

test('W: gzip, deflate (also the raw one that some servers send) and brotli are opened, up to the limit', () => {
  const plain = Buffer.from('{"data":"ä"}')
  const packed = [
    ['gzip', gzipSync],
    ['X-GZIP', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    [' br ', brotliCompressSync],
  ] as const
  for (const [encoding, pack] of packed) {
    assert.deepEqual(text(pack(plain), encoding), { ok: true, value: '{"data":"ä"}' })
    const bomb = text(pack(Buffer.alloc(1_001)), encoding)
    assert.deepEqual([encoding, !bomb.ok && bomb.error.kind], [encoding, 'too-large'])
  }
})

test('what is not encoded as its header says is malformed', () => {
  for (const [bytes, encoding] of [
    [Buffer.from('{}'), 'gzip'],
    [gzipSync('{}').subarray(0, 10), 'gzip'],
    [Buffer.from('{}'), 'deflate'],
    [deflateSync('{}').subarray(0, 6), 'deflate'],
    [deflateRawSync('{}').subarray(0, 3), 'deflate'],
    [gzipSync('{}'), 'gzip, gzip'],
    [Buffer.from('{}'), 'constructor'],
  ] as const) {
    const read = text(bytes, encoding)
    assert.deepEqual([encoding, !read.ok && read.error.kind], [encoding, 'malformed'])
  }
})

test('invalid UTF-8 is no JSON, but an error page is read as far as it goes', () => {
  const latin = Buffer.from([0x22, 0xe9, 0x22])
  const read = text(latin)
  assert.equal(!read.ok && read.error.kind, 'not-json')
  assert.deepEqual(text(latin, '', { status: 502 }), { ok: true, value: '"\ufffd"' })
})

test('an empty body is an empty text, however it says it is encoded', () => {
  assert.deepEqual(text(new Uint8Array(), 'gzip'), { ok: true, value: '' })
})
