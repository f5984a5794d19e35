/** Network settings: the name of the installation, the network that is watched, and how often. */
import type { WholeChain } from '../../chain/chain.ts'
import { PRESETS, type PresetName } from '../../chain/networks.ts'
import { durationMs } from '../../text/duration.ts'
import { either } from '../../text/lists.ts'
import { editsBetween } from '../../text/nearest.ts'
import { MINUTE_MS } from '../../text/time.ts'
import { expectedOf, type KeyProblem, problemAt } from '../key-problem.ts'
import type { Written } from '../section.ts'
import { text } from '../shapes.ts'
import { duration } from '../time-shapes.ts'
import { at, quote, type TextAt, texts, type ValueAt } from '../value-at.ts'

export interface NetworkSection {
  /** The installation, which tells two in one AWS account apart. */
  readonly name: string
  /** The chain of a preset, or the name of a network that is learned from the nodes. */
  readonly network: Network
  readonly cadenceMs: number
}

type Network =
  | { readonly kind: 'preset'; readonly name: PresetName; readonly chain: WholeChain }
  | { readonly kind: 'learned'; readonly name: string }

const NAME_DEFAULT = 'main'
/** Two looks in a row, which most kinds wait for, are then over within two minutes. */
const CADENCE_DEFAULT = '60s'
/** A look ends within 15 s and a slot of the public networks takes up to 12: less would only overlap. */
const CADENCE_BOUNDS = { minMs: 12_000, maxMs: 10 * MINUTE_MS }

export const networkSection = {
  keys,
  problems: (root: ValueAt) => texts(at(root, 'network')).flatMap(slipProblems),
  resolve: (written: Written<typeof keys>): NetworkSection => ({
    name: written.name ?? NAME_DEFAULT,
    network: resolveNetwork(written.network),
    cadenceMs: durationMs(written.cadence ?? CADENCE_DEFAULT),
  }),
}

function keys() {
  const presets = Object.keys(PRESETS)
  const shown = presets.map((preset) => `\`${preset}\``)
  return {
    name: text(/^[a-z0-9][a-z0-9-]{0,39}$/, {
      description:
        'This installation, once it is deployed: part of the name of everything in AWS, so that one account can hold several.',
      default: NAME_DEFAULT,
      form: 'name of at most 40 characters',
      expected: 'a name of at most 40 lower-case letters, digits and dashes, no dash first',
    }).exactOptional(),
    network: text(/^[a-z0-9-]{1,63}$/, {
      description: `${either(shown)}; or a name of your own (dashes anywhere) for a network that is learned from its nodes' \`/eth/v1/config/spec\` and \`/eth/v1/beacon/genesis\`. A name of letters alone that is almost a preset's is refused as a slip.`,
      examples: presets,
      form: 'name',
      expected: `${presets.join(', ')}, or a name of your own in lower-case letters, digits and dashes`,
    }),
    cadence: duration(CADENCE_BOUNDS, {
      description:
        'How often each vantage looks at every node; whole minutes once it is deployed, because AWS starts functions by the minute. `watch --cadence 2s` overrides it, for local networks with short slots.',
      default: CADENCE_DEFAULT,
    }).exactOptional(),
  }
}

/** Presets are letters only: mainnet-shadow-2 is meant as written, mainent is not. */
function slipProblems({ path, value }: TextAt): readonly KeyProblem[] {
  const presets = Object.keys(PRESETS)
  const isDeliberate = presets.includes(value) || /[\d-]/.test(value)
  if (isDeliberate || !presets.some((preset) => editsBetween(value, preset) <= 2)) return []
  const says = `is ${quote(value)}, which is almost the name of a preset, ${expectedOf(value, presets)}`
  return [problemAt(path, says)]
}

function resolveNetwork(name: string): Network {
  if (!Object.hasOwn(PRESETS, name)) return { kind: 'learned', name }
  const preset = name as PresetName
  return { kind: 'preset', name: preset, chain: PRESETS[preset] }
}
