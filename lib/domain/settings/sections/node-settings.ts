/** Node settings: the beacon nodes that are watched. */
import type { z } from 'zod'
import type { NamedFiles, Written } from '../section.ts'
import { closed, list, name } from '../shapes.ts'
import { at, items, type ValueAt } from '../value-at.ts'
import { type Endpoint, endpointKeys, endpointProblems, resolveEndpoint } from './endpoint-settings.ts'
import { keysInUrls } from './keys-in-urls.ts'

export interface NodesSection {
  readonly nodes: readonly NodeSettings[]
}

export interface NodeSettings extends Endpoint {
  readonly dataCenter?: string
  readonly client?: string
  readonly execution?: string
  /** Validator groups whose clients use this node. */
  readonly serves: readonly string[]
}

export const nodesSection = {
  keys,
  problems: (root: ValueAt, files: NamedFiles) =>
    items(at(root, 'nodes')).flatMap((node) => endpointProblems(node, files)),
  doubts: ({ nodes }: NodesSection) => keysInUrls('nodes', nodes),
  resolve: (written: Written<typeof keys>, files: NamedFiles): NodesSection => ({
    nodes: written.nodes.map((node) => resolveNode(node, files)),
  }),
}

function keys() {
  return {
    nodes: list(nodeShape(), { min: 1, max: 500, of: 'nodes' }).meta({ description: 'The beacon nodes.' }),
  }
}

function nodeShape() {
  return closed({ ...endpointKeys(), ...nodeKeys() }, 'a map with id, url and more', RETIRED)
}

/** Earlier versions took this key and did nothing with it, so whoever gave it must be told. */
const RETIRED = {
  metrics:
    'is not read yet, expected the key to be left out: this version asks only the Beacon API of a node',
}

function nodeKeys() {
  return {
    dataCenter: name({ description: 'The id of one of `dataCenters`.' }).exactOptional(),
    client: name({
      description: 'Its consensus client: `lighthouse`, `prysm`, `teku`, `nimbus`, `lodestar`, `grandine` …',
      examples: ['lighthouse'],
      unset: 'what the node says',
    }).exactOptional(),
    execution: name({
      description: 'The execution client behind it: `geth`, `nethermind`, `besu`, `reth`, `erigon` …',
      examples: ['geth'],
    }).exactOptional(),
    serves: list(name({ description: 'A group of `validators`.' }), {
      min: 0,
      max: 1_000,
      of: 'validator groups',
    })
      .meta({
        description:
          'The groups of `validators` whose clients use this node. This decides how bad its failure is.',
        default: [],
        form: 'list of names',
      })
      .exactOptional(),
  }
}

function resolveNode(written: z.infer<ReturnType<typeof nodeShape>>, files: NamedFiles): NodeSettings {
  return { ...written, ...resolveEndpoint(written, files), serves: written.serves ?? [] }
}
