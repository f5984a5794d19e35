/** Guarantee words: the guarantees as one Markdown table, a column pair for each number of vantages. */
import type { Guarantees } from './guarantees.ts'

/** All for the same kinds, in the same order. */
export function guaranteesTable(all: readonly Guarantees[]): string {
  const head = ['kind', 'counts from', ...all.map(({ vantages }) => `${vantages}: p50 / p99`)]
  const rows = (all[0]?.kinds ?? []).map(({ kind, from }, row) => [
    kind,
    from,
    ...all.map(({ kinds }) => saySpan(kinds[row]!)),
  ])
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('')
}

function saySpan({ p50Ms, p99Ms }: { readonly p50Ms: number; readonly p99Ms: number }): string {
  return `${saySeconds(p50Ms)} / ${saySeconds(p99Ms)}`
}

/** Whole seconds, never fewer than it takes. */
export function saySeconds(ms: number): string {
  return `${Math.ceil(ms / 1_000)} s`
}
