/** Hash: tells whether two sets of settings mean the same, whatever their order of keys, comments and layout. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Settings } from './settings.ts'

/** Sixteen hex digits over the settings after defaults; secrets are not in them. */
export function settingsHash(settings: Settings): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(settings, sortKeys)))).slice(0, 16)
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
