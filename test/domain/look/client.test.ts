/** A client is known by the version string it gives, however it spells it. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { clientOf } from '../../../lib/domain/look/client.ts'

describe('the client behind a version string', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['Lighthouse/v5.1.0-10a38a8/x86_64-linux', 'lighthouse', 'v5.1.0-10a38a8'],
    ['Lighthouse/v0.1.5 (Linux x86_64)', 'lighthouse', 'v0.1.5'],
    ['Prysm/v5.0.1 (linux amd64)', 'prysm', 'v5.0.1'],
    ['Prysm/Prysm/v4.0.8/7c81c7da90', 'prysm', 'v4.0.8'],
    ['teku/v24.1.0/linux-x86_64/-eclipseadoptium-openjdk64bitservervm-java-17', 'teku', 'v24.1.0'],
    ['teku/v24.1', 'teku', 'v24.1'],
    ['Nimbus/v24.2.1-bf9cf0-stateofus', 'nimbus', 'v24.2.1-bf9cf0-stateofus'],
    ['Lodestar/v1.5.1/2115aa7', 'lodestar', 'v1.5.1'],
    ['Grandine/0.4.1/x86_64-linux', 'grandine', '0.4.1'],
    ['Caplin/v3.0.2', 'caplin', 'v3.0.2'],
    ['erigon/2.60.0-b0e3b4e6', 'erigon', '2.60.0-b0e3b4e6'],
    ['Geth/v1.14.0-stable-87246f3c/linux-amd64/go1.22.2', 'geth', 'v1.14.0-stable-87246f3c'],
    ['go-ethereum/v1.14.0', 'geth', 'v1.14.0'],
    ['Nethermind/v1.35.8+c066aee2/linux-x64/dotnet8.0.2', 'nethermind', 'v1.35.8+c066aee2'],
    ['besu/v24.1.2/linux-x86_64/openjdk-java-17', 'besu', 'v24.1.2'],
    ['Hyperledger Besu/24.1.2', 'besu', '24.1.2'],
    ['reth/v1.1.5-1234567/x86_64-unknown-linux-gnu', 'reth', 'v1.1.5-1234567'],
    ['  LIGHTHOUSE/v8.0.1 ', 'lighthouse', 'v8.0.1'],
    ['Lighthouse', 'lighthouse', 'unknown'],
    ['lighthousekeeper/v1.0', 'unknown', 'v1.0'],
    ['my-proxy for teku/v24.1', 'unknown', 'v24.1'],
    ['', 'unknown', 'unknown'],
  ]
  for (const [text, client, version] of cases) {
    it(JSON.stringify(text), () => assert.deepEqual(clientOf(text), { client, version }))
  }
})
