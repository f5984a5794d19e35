/** The root of a header is what the chain says it is. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type HeaderFields, headerRoot } from '../../../lib/domain/chain/block-header.ts'
import { recordedHeaders } from '../look/reply/recorded.ts'

describe('the root of a header', () => {
  it('is the root that real nodes give, for all 334 headers recorded', () => {
    const headers = recordedHeaders().map(({ body }) => JSON.parse(body).data)
    assert.equal(headers.length, 334)
    for (const { root, header } of headers) assert.equal(headerRoot(fieldsOf(header.message)), root)
  })

  it('is the same by another road: eight chunks, hashed pair by pair with another SHA-256', () => {
    fc.assert(
      fc.property(headerFields(), (fields) => assert.equal(headerRoot(fields), byAnotherRoad(fields))),
    )
  })

  it('changes with every field', () => {
    const fields = fieldsOf(JSON.parse(recordedHeaders()[0]!.body).data.header.message)
    const other = `0x${'01'.repeat(32)}`
    const roots = [
      fields,
      { ...fields, slot: fields.slot + 1n },
      { ...fields, proposerIndex: fields.proposerIndex + 1n },
      { ...fields, parentRoot: other },
      { ...fields, stateRoot: other },
      { ...fields, bodyRoot: other },
    ].map(headerRoot)
    assert.equal(new Set(roots).size, roots.length)
  })

  it('does not depend on the case of the digits', () => {
    const fields = fieldsOf(JSON.parse(recordedHeaders()[0]!.body).data.header.message)
    const upper = { ...fields, parentRoot: `0x${fields.parentRoot.slice(2).toUpperCase()}` }
    assert.equal(headerRoot(upper), headerRoot(fields))
  })

  it('is some root and never a throw, whatever the text and the numbers', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.string(), (slot, text) => {
        const fields = { slot, proposerIndex: slot, parentRoot: text, stateRoot: text, bodyRoot: text }
        assert.match(headerRoot(fields), /^0x[0-9a-f]{64}$/)
      }),
    )
  })
})

function fieldsOf(message: Readonly<Record<string, string>>): HeaderFields {
  return {
    slot: BigInt(message.slot!),
    proposerIndex: BigInt(message.proposer_index!),
    parentRoot: message.parent_root!,
    stateRoot: message.state_root!,
    bodyRoot: message.body_root!,
  }
}

function headerFields(): fc.Arbitrary<HeaderFields> {
  const uint64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })
  const root = fc.stringMatching(/^0x[0-9a-f]{64}$/)
  return fc.record({
    slot: uint64,
    proposerIndex: uint64,
    parentRoot: root,
    stateRoot: root,
    bodyRoot: root,
  })
}

function byAnotherRoad(fields: HeaderFields): string {
  const number = (value: bigint) => Buffer.from(value.toString(16).padStart(64, '0'), 'hex').reverse()
  const root = (text: string) => Buffer.from(text.slice(2), 'hex')
  const hash = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest()
  const nothing = hash(Buffer.alloc(64))
  const numbers = hash(number(fields.slot), number(fields.proposerIndex))
  const roots = hash(root(fields.parentRoot), root(fields.stateRoot))
  const body = hash(root(fields.bodyRoot), Buffer.alloc(32))
  return `0x${hash(hash(numbers, roots), hash(body, nothing)).toString('hex')}`
}
