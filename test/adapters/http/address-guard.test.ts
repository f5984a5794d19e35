/** The address guard: what is always refused, what only with leave, and no disguise that helps. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressGuard } from '../../../lib/adapters/http/address-guard.ts'

const strict = addressGuard({ privateAddresses: false, loopback: false })
const open = addressGuard({ privateAddresses: true, loopback: true })

const ALWAYS_REFUSED: Readonly<Record<string, readonly string[]>> = {
  'a cloud metadata address': [
    '169.254.169.254',
    '169.254.170.2',
    '169.254.170.23',
    '100.100.100.200',
    'fd00:ec2::254',
    'fd00:0ec2:0:0::0254',
    'fd00:ec2::23',
    'fd20:ce::254',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    '64:ff9b::169.254.169.254',
  ],
  'a link-local address': [
    '169.254.0.1',
    '169.254.255.255',
    'fe80::1',
    'febf::1',
    'fe80::1%eth0',
    '::ffff:169.254.7.7',
  ],
  'an unspecified address': ['0.0.0.0', '0.1.2.3', '::', '::ffff:0.0.0.0'],
  'a multicast address': ['224.0.0.1', '239.255.255.255', 'ff02::1', '::ffff:224.0.0.1'],
  'a broadcast or reserved address': ['255.255.255.255', '240.0.0.1', '::ffff:255.255.255.255'],
}

for (const [says, addresses] of Object.entries(ALWAYS_REFUSED))
  test(`${says} is refused whatever is allowed`, () => {
    for (const address of addresses) assert.deepEqual([address, open(address)], [address, says])
  })

const PRIVATE = [
  [
    '10.0.0.1',
    '10.255.255.255',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '100.127.255.255',
  ],
  ['fc00::1', 'fdff::1', '::ffff:10.0.0.1', '::ffff:c0a8:101', '64:ff9b::10.0.0.1'],
].flat()

test('a private address is refused unless the settings allow it', () => {
  for (const address of PRIVATE) {
    assert.match(String(strict(address)), /private/, address)
    assert.equal(open(address), null, address)
  }
})

test('the address of this machine is refused unless loopback is allowed', () => {
  for (const address of ['127.0.0.1', '127.255.255.254', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1']) {
    assert.match(String(strict(address)), /this machine/, address)
    assert.equal(open(address), null, address)
  }
})

test('private and loopback are allowed apart from each other', () => {
  assert.equal(addressGuard({ privateAddresses: true, loopback: false })('10.0.0.1'), null)
  assert.notEqual(addressGuard({ privateAddresses: true, loopback: false })('127.0.0.1'), null)
  assert.equal(addressGuard({ privateAddresses: false, loopback: true })('127.0.0.1'), null)
  assert.notEqual(addressGuard({ privateAddresses: false, loopback: true })('10.0.0.1'), null)
})

test('a public address is allowed, also just outside a refused network', () => {
  const addresses = [
    '1.1.1.1',
    '9.255.255.255',
    '11.0.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '100.63.255.255',
    '100.128.0.0',
  ]
  const v6 = ['2606:4700::1111', '::ffff:1.1.1.1', '64:ff9b::1.1.1.1', '169.253.255.255', '223.255.255.255']
  for (const address of [...addresses, ...v6]) assert.deepEqual([address, strict(address)], [address, null])
})

test('H8: no other way to write an address that is refused is allowed', () => {
  const disguised = {
    "this machine's own address": ['::127.0.0.1', '::ffff:0:127.0.0.1', '64:ff9b::127.0.0.1'],
    'a cloud metadata address': [
      '::169.254.169.254',
      '::ffff:0:169.254.169.254',
      '168.63.129.16',
      '::ffff:168.63.129.16',
    ],
    'an address of a tunnel': ['2002:7f00:1::', '2002:a9fe:a9fe::1', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
    'a broadcast or reserved address': ['192.0.0.8', '::ffff:192.0.0.192'],
    'a private address, which the settings do not allow': [
      'fec0::1',
      '64:ff9b:1::7f00:1',
      '198.18.0.1',
      '198.19.255.255',
      '::10.0.0.1',
    ],
  }
  for (const [says, addresses] of Object.entries(disguised))
    for (const address of addresses) assert.deepEqual([address, strict(address)], [address, says])
  for (const address of [
    '2001:db8::1',
    '2001:4860:4860::8888',
    '192.0.2.1',
    '198.17.255.255',
    '168.63.129.17',
  ])
    assert.equal(strict(address), null, address)
  for (const address of ['::1', '127.0.0.1', '::127.0.0.1', 'fec0::1'])
    assert.equal(open(address), null, address)
})
