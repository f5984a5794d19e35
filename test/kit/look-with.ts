/** Look with: looks at some nodes, as `watchfire look` makes them. */
import type { Look } from '../../lib/domain/look/look.ts'
import { readSettings } from '../../lib/domain/settings/read-settings.ts'
import type { Settings } from '../../lib/domain/settings/settings.ts'
import { judge } from '../../lib/domain/verdicts/judge.ts'
import { type LookReport, lookReport } from '../../lib/local/look-report.ts'
import type { BeaconNodes, Clock } from '../../lib/ports.ts'
import { lookAround } from '../../lib/work/look-around.ts'

/** Settings that watch nodes of these ids from one vantage, wherever they are. */
export function settingsOfIds(...ids: readonly string[]): Settings {
  const nodes = ids.map((id) => `  - { id: ${id}, url: "http://${id}.test" }\n`).join('')
  const text = `network: devnet\nvantages: [local]\nnodes:\n${nodes}`
  const read = readSettings({ file: 'test.yaml', text, files: () => undefined })
  if (!read.ok) throw new Error(read.error.map(({ message }) => message).join('; '))
  return read.value.settings
}

interface Looking {
  readonly clock: Clock
  readonly nodes: BeaconNodes
  readonly rounds?: number
  /** Called before each round. */
  readonly between?: (round: number) => void | Promise<void>
}

/** A look, and those after it, in the time of the clock. */
export async function looksAt(
  settings: Settings,
  { clock, nodes, rounds = 1, between = () => undefined }: Looking,
): Promise<Look[]> {
  const looks: Look[] = []
  for (let round = 0; round < rounds; round++) {
    await between(round)
    const previous = looks.at(-1) ?? null
    const at = clock.now()
    looks.push(
      await lookAround({ clock, nodes, settings, settingsHash: 'test', vantage: 'local', at, previous }),
    )
  }
  await nodes.close()
  return looks
}

export function reportOf(look: Look, settings: Settings): LookReport {
  return lookReport(
    look,
    judge([look], settings, { now: look.at, freshMs: Number.POSITIVE_INFINITY }),
    settings,
  )
}
