/** Recorded: the answers of real nodes in the fixtures, by node. */
import { readFileSync } from 'node:fs'

interface Recorded {
  readonly path: string
  readonly status: number
  readonly body: string
}

type RecordedNode = keyof typeof FILES

const FILES = {
  'lodestar a': 'lodestar-split/node-a.ndjson',
  'lodestar b': 'lodestar-split/node-b.ndjson',
  sepolia: 'sepolia-2025-05/node.ndjson',
} as const

export const RECORDED_NODES = Object.keys(FILES) as readonly RecordedNode[]

export function recordedOf(node: RecordedNode): readonly Recorded[] {
  const file = new URL(`../../../fixtures/recordings/${FILES[node]}`, import.meta.url)
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Recorded)
}

/** The one answer to a path; a test that asks for what was not recorded is wrong. */
export function recordedAnswer(node: RecordedNode, path: string): Recorded {
  const answer = recordedOf(node).find((recorded) => recorded.path === path)
  if (answer === undefined) throw new Error(`${node} has no recorded answer to ${path}`)
  return answer
}

export function recordedHeaders(): readonly Recorded[] {
  return RECORDED_NODES.flatMap(recordedOf).filter(
    ({ path, status }) => path.startsWith('/eth/v1/beacon/headers/') && status === 200,
  )
}
