/** Made-up keys: two keys that the settings do not have, put into a copy of the code, each by changes to one file. */
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** By file of `lib/domain/settings/sections`: what stands there, and what is put behind it. */
const CHANGES: Readonly<Record<string, readonly (readonly [behind: string, text: string])[]>> = {
  'node-settings.ts': [
    ['  readonly client?: string\n', '  readonly rack?: string\n'],
    [
      'function nodeKeys() {\n  return {\n',
      "    rack: name({ description: 'Its rack.', unset: 'any' }).exactOptional(),\n",
    ],
  ],
  'address-settings.ts': [
    ['  readonly privateAddresses: boolean\n', '  readonly onlyIpv6: boolean\n'],
    ['resolve: ({ privateAddresses', ', onlyIpv6'],
    ['): AddressesSection => ({\n', '    onlyIpv6: onlyIpv6 ?? false,\n'],
    [
      'function keys() {\n  return {\n',
      "    onlyIpv6: flag({ description: 'No IPv4.', default: false }).exactOptional(),\n",
    ],
  ],
}

/** `nodes[].rack`, which may be left out, and `onlyIpv6`, which has a default. */
export function addMadeUpKeys(tree: string): void {
  for (const [name, changes] of Object.entries(CHANGES)) {
    const file = join(tree, 'lib/domain/settings/sections', name)
    const changed = changes.reduce(
      (source, [behind, text]) => {
        assert.ok(source.includes(behind), `${name} no longer holds ${JSON.stringify(behind)}`)
        return source.replace(behind, () => behind + text)
      },
      readFileSync(file, 'utf8'),
    )
    writeFileSync(file, changed)
  }
}
