/** Fleet lookup: the nodes of the settings by what they share, made once a judgement. */
import type { NodeSettings } from '../settings/sections/node-settings.ts'
import type { Settings } from '../settings/settings.ts'

export interface FleetLookup {
  readonly settings: Settings
  readonly nodes: ReadonlyMap<string, NodeSettings>
  /** The ids of the nodes of each data centre. */
  readonly inDataCenter: ReadonlyMap<string, readonly string[]>
  /** The ids of the nodes that serve each validator group; nodes that name no group form one, named null. */
  readonly serving: ReadonlyMap<string | null, readonly string[]>
}

export function fleetLookup(settings: Settings): FleetLookup {
  const ids = (nodes: readonly NodeSettings[]) => nodes.map(({ id }) => id)
  const located = Map.groupBy(settings.nodes, ({ dataCenter }) => dataCenter ?? null)
  const services = settings.nodes.flatMap((node) => groupsOf(node).map((group) => ({ group, node })))
  const serving = Map.groupBy(services, ({ group }) => group)
  return {
    settings,
    nodes: new Map(settings.nodes.map((node) => [node.id, node])),
    inDataCenter: new Map([...located].flatMap(([id, nodes]) => (id === null ? [] : [[id, ids(nodes)]]))),
    serving: new Map([...serving].map(([group, of]) => [group, ids(of.map(({ node }) => node))])),
  }
}

/** The validator groups of a node, or the one of those that name none. */
export function groupsOf({ serves }: NodeSettings): readonly (string | null)[] {
  return serves.length > 0 ? serves : [null]
}
