/** Network told: the facts that make two networks the same one, of which a node may tell only some. */
import type { Chain } from '../chain/chain.ts'
import type { Genesis } from './look.ts'

/** Whether they are certainly two: a fact that both tell differs. */
export function areTwoNetworks(a: Genesis, b: Genesis): boolean {
  return differs(a.validatorsRoot, b.validatorsRoot) || differs(a.timeMs, b.timeMs)
}

function differs<T>(a: T | 'unknown', b: T | 'unknown'): boolean {
  return a !== 'unknown' && b !== 'unknown' && a !== b
}

export function genesisOf({ genesisTimeMs, genesisValidatorsRoot }: Chain): Genesis {
  return { timeMs: genesisTimeMs, validatorsRoot: genesisValidatorsRoot ?? 'unknown' }
}

/** Whether no member is unknown. */
export function isWhole(facts: object | undefined): boolean {
  return facts !== undefined && !Object.values(facts).includes('unknown')
}

/** What is told now; what it lacks is as it was told before, as long as nothing told now says otherwise. */
export function gapsFilled<T extends object>(now: T, before: T | undefined): T {
  if (before === undefined) return now
  const names = Object.keys(now) as (keyof T)[]
  const isTold = (name: keyof T) => now[name] !== 'unknown'
  if (!names.every((name) => !isTold(name) || agree(now[name], before[name]))) return now
  const gaps = names.filter((name) => !isTold(name) && before[name] !== undefined)
  return { ...now, ...Object.fromEntries(gaps.map((name) => [name, before[name]])) }
}

function agree(now: unknown, before: unknown): boolean {
  return before === undefined || before === 'unknown' || JSON.stringify(now) === JSON.stringify(before)
}
