/** Reference settings: public nodes that are compared with ours and never paged about. */
import type { NamedFiles, Written } from '../section.ts'
import { closed, list, oneOf } from '../shapes.ts'
import { at, items, type ValueAt } from '../value-at.ts'
import { type Endpoint, endpointKeys, endpointProblems, resolveEndpoint } from './endpoint-settings.ts'
import { keysInUrls } from './keys-in-urls.ts'

export interface ReferencesSection {
  readonly references: readonly ReferenceSettings[]
}

interface ReferenceSettings extends Endpoint {
  /** `finality`: asked only for finality checkpoints; `node`: asked like a node. */
  readonly kind: 'node' | 'finality'
}

/** A node says more than a checkpoint server, and one that is asked too much only answers less. */
const KIND_DEFAULT = 'node'

export const referencesSection = {
  keys,
  problems: (root: ValueAt, files: NamedFiles) =>
    items(at(root, 'references')).flatMap((reference) => endpointProblems(reference, files)),
  doubts: ({ references }: ReferencesSection) => keysInUrls('references', references),
  resolve: (written: Written<typeof keys>, files: NamedFiles): ReferencesSection => ({
    references: (written.references ?? []).map((reference) => ({
      ...resolveEndpoint(reference, files),
      kind: reference.kind ?? KIND_DEFAULT,
    })),
  }),
}

function keys() {
  return {
    references: list(referenceShape(), { min: 0, max: 20, of: 'references' })
      .meta({
        description:
          'Independent public nodes: compared, never paged about, and used to tell whether a vantage is cut off.',
        default: [],
      })
      .exactOptional(),
  }
}

function referenceShape() {
  return closed(
    {
      ...endpointKeys(),
      kind: oneOf(['node', 'finality'], {
        description:
          '`node`: asked like a node. `finality`: asked only for finality checkpoints, which is all that checkpoint servers answer.',
        default: KIND_DEFAULT,
      }).exactOptional(),
    },
    'a map with id, url, kind, headers and tls',
  )
}
