/** Client: which program a version string names, so that what fails together can be named by what it shares. */

interface Client {
  /** A lower-case name, the same for every spelling; `unknown` for a program not listed here. */
  readonly client: string
  /** The first thing that looks like a version number, `v8.0.1-abc`; `unknown` where there is none. */
  readonly version: string
}

/** Beacon and execution clients by what their version strings begin with. */
const CLIENTS: readonly (readonly [RegExp, string])[] = [
  [/^lighthouse\b/i, 'lighthouse'],
  [/^prysm\b/i, 'prysm'],
  [/^teku\b/i, 'teku'],
  [/^nimbus\b/i, 'nimbus'],
  [/^lodestar\b/i, 'lodestar'],
  [/^grandine\b/i, 'grandine'],
  [/^caplin\b/i, 'caplin'],
  // Caplin is the beacon node inside Erigon and also calls itself by that name.
  [/^erigon\b/i, 'erigon'],
  [/^(go-ethereum|geth)\b/i, 'geth'],
  [/^nethermind\b/i, 'nethermind'],
  [/^(hyperledger )?besu\b/i, 'besu'],
  [/^reth\b/i, 'reth'],
  [/^ethereumjs\b/i, 'ethereumjs'],
  [/^ethrex\b/i, 'ethrex'],
]

/** Reads `Lighthouse/v5.1.0-abc/x86_64-linux`, `teku/v24.1`, `Prysm/v5.0.0 (linux amd64)`, `go-ethereum/v1.14.0`. */
export function clientOf(versionText: string): Client {
  const text = versionText.trim()
  return {
    client: CLIENTS.find(([pattern]) => pattern.test(text))?.[1] ?? 'unknown',
    version: text.match(/(?<![\w.])v?\d+\.\d+[^\s/,;()]*/)?.[0] ?? 'unknown',
  }
}
