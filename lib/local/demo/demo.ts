/** Demo: the demo network with its settings and a data folder of its own, and its story told in a watch. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keyOf } from '../../domain/kinds/subject.ts'
import { isOver, type Sent } from '../../domain/people/record.ts'
import { readSettings, withCadence } from '../../domain/settings/read-settings.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import type { Clock, Store } from '../../ports.ts'
import { type DemoNetwork, startDemoNetwork } from './demo-network.ts'
import { STORY } from './demo-story.ts'
import { type PlayOptions, playStory } from './play-story.ts'
import { DEMO_PREFIX } from './running-demos.ts'
import type { NetworkPath } from './simulated-cut.ts'

export interface Demo {
  readonly settings: Settings
  readonly hash: string
  /** Of this run only: another run is another network. */
  readonly dataDir: string
  readonly network: DemoNetwork
  close(): Promise<void>
}

const SLOT_MS = 2_000

/** Starts seven beacon nodes and reads the settings that they make. */
export async function openDemo(clock: Clock): Promise<Demo> {
  const network = await startDemoNetwork({ clock, seed: 'watchfire', slotMs: SLOT_MS })
  const read = readSettings({ file: 'demo.yaml', text: network.settingsText(), files: () => undefined })
  if (!read.ok)
    throw new Error(`Cannot start the demo: ${read.error.map(({ message }) => message).join('; ')}`)
  const dataDir = mkdtempSync(join(tmpdir(), DEMO_PREFIX))
  return {
    settings: atTheTerminal(withCadence(read.value.settings, SLOT_MS)),
    hash: read.value.hash,
    dataDir,
    network,
    async close() {
      await network.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Who is on call in the story sits at this terminal. */
function atTheTerminal(settings: Settings): Settings {
  const contacts = settings.contacts.map(({ id, smsLink }) => ({ id, smsLink }))
  return { ...settings, contacts }
}

interface Telling extends Pick<PlayOptions, 'clock' | 'say' | 'signal'> {
  /** The network path of each vantage. */
  readonly paths: ReadonlyMap<string, NetworkPath>
  readonly store: Pick<Store, 'sent'>
  /** Tell it again and again, until the signal. */
  readonly repeat: boolean
}

/** Tells the story; whether each act was found and closed in time. */
export async function tellStory({ network }: Demo, telling: Telling): Promise<boolean> {
  const { paths, repeat, store, ...play } = telling
  const openIncidents = async () => pagedAbout(await store.sent())
  const nodesIn = (dataCenter: string) => network.nodes.filter((node) => node.dataCenter === dataCenter)
  const stage = {
    cutGossip: network.cutGossip,
    healGossip: network.healGossip,
    darken: network.darken,
    lighten: network.lighten,
    cutPath: ({ vantage, dataCenter }: { vantage: string; dataCenter: string }) => {
      for (const { id } of nodesIn(dataCenter)) paths.get(vantage)?.cut(id)
    },
    mendPath: ({ vantage, dataCenter }: { vantage: string; dataCenter: string }) => {
      for (const { id } of nodesIn(dataCenter)) paths.get(vantage)?.mend(id)
    },
  }
  // What an interruption leaves unfound is nobody's failure.
  const say = (line: string) => (play.signal.aborted ? undefined : play.say(line))
  for (;;) {
    const { found, missed } = await playStory({ ...play, say, openIncidents, stage, story: STORY })
    say(
      found
        ? 'The story is told: everything was found and closed.'
        : `The story is over; missed: ${missed.join('; ')}.`,
    )
    if (!repeat || play.signal.aborted) return found
  }
}

/** What people were told of and not yet told the end of: an incident that nobody hears of is not found. */
function pagedAbout(sent: readonly Sent[]): Pick<Sent, 'kind' | 'subject'>[] {
  const inOrder = [...sent].sort((a, b) => a.at - b.at)
  const last = new Map(inOrder.map((one) => [keyOf(one), one]))
  return [...last.values()].filter((one) => !isOver(one))
}
