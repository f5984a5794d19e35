/** Matrix: what every vantage sees of every node, as rows by data centre. */

import type { Incident } from '../../domain/incidents/merged-views.ts'
import { type AboutNode, type Look, nodeIn } from '../../domain/look/look.ts'
import { softwareAbout } from '../../domain/notices/phrases/software.ts'
import type { NodeSettings } from '../../domain/settings/sections/node-settings.ts'
import { boundOf, type Settings } from '../../domain/settings/settings.ts'
import type { Snapshot } from '../snapshot.ts'
import { type Cell, type Column, cellOf, highestHead } from './cell.ts'
import { freshLooks, isFresh, knownLooks } from './freshness.ts'
import { isWellRow, type Row, type RowGroup } from './row.ts'
import { type Lettered, letterSides } from './side-letters.ts'

export interface Matrix {
  readonly columns: readonly Column[]
  readonly groups: readonly RowGroup[]
  /** Null while nobody sees more than one side. */
  readonly sides: Lettered | null
  /** Client and version of each node, as far as known. */
  readonly software: ReadonlyMap<string, { readonly name: string; readonly version: string }>
}

export function matrixOf(snapshot: Snapshot, incidents: readonly Incident[]): Matrix {
  const { settings } = snapshot
  const sides = letterSides(freshLooks(snapshot))
  const columns = settings.vantages.map(({ name }) => columnOf(snapshot, name, sides))
  const marked = markedNodes(incidents)
  const toRow = (id: string, place: string) => rowOf({ id, place, isMarked: marked.has(id) }, columns)
  const looks = knownLooks(snapshot)
  return {
    columns,
    groups: groupsOf(settings).map(({ nodes, ...group }) => ({
      ...group,
      rows: nodes.map((id) => toRow(id, group.id)),
    })),
    sides,
    software: new Map(
      settings.nodes.map(({ id }) => {
        const { client = '', version = '' } = softwareAbout(settings, id, newestAbout(looks, id))
        return [id, { name: client, version: `${client} ${version}`.trim() }]
      }),
    ),
  }
}

/** What a node last said of itself to anybody: vantages ask for it at different times, and some have not yet. */
function newestAbout(looks: readonly Look[], id: string): AboutNode | undefined {
  const told = looks
    .flatMap((look) => nodeIn(look, id)?.about ?? [])
    .filter(({ version }) => version !== undefined)
  return told.toSorted((a, b) => b.askedAt - a.askedAt)[0]
}

/** The rows of the nodes that are paged about. */
export function ourRows({ groups }: Pick<Matrix, 'groups'>): readonly Row[] {
  return groups.filter(({ isOurs }) => isOurs).flatMap((group) => group.rows)
}

function columnOf(snapshot: Snapshot, vantage: string, sides: Lettered | null): Column {
  const look = snapshot.looks.get(vantage)
  const fresh = look !== undefined && isFresh(snapshot, look.at)
  return {
    vantage,
    look,
    isFresh: fresh,
    highest: look && highestHead(look),
    lagMax: boundOf(snapshot.settings, 'head-stale', 'slots'),
    letterOf: (node) => (look && fresh ? sides?.letterOf(look, node) : undefined),
  }
}

/** The nodes that open incidents are about, apart from those that are about everything. */
function markedNodes(incidents: readonly Incident[]): ReadonlySet<string> {
  const views = incidents.flatMap(({ view, explains }) => [view, ...explains.map((each) => each.view)])
  const narrow = views.filter(({ scope }) => ['node', 'several', 'data-center'].includes(scope))
  return new Set(narrow.flatMap(({ evidence }) => evidence.nodes))
}

function rowOf(node: { id: string; place: string; isMarked: boolean }, columns: readonly Column[]): Row {
  const { id, place, isMarked } = node
  const cells: readonly Cell[] = columns.map((column) => cellOf(column, id))
  const short = id.startsWith(`${place}-`) ? [id.slice(place.length + 1)] : []
  return { nodes: [id], label: [id, ...short], isMarked, cells, isWell: isWellRow({ isMarked, cells }) }
}

interface SiteNodes extends Omit<RowGroup, 'rows'> {
  readonly nodes: readonly string[]
}

/** Data centres in the order of the settings, then nodes without one, then references. */
function groupsOf({ dataCenters, nodes, references }: Settings): readonly SiteNodes[] {
  const ids = (inside: readonly Pick<NodeSettings, 'id'>[]) => inside.map(({ id }) => id)
  const homeless = nodes.filter(({ dataCenter }) => !dataCenters.some(({ id }) => id === dataCenter))
  const noPlace = dataCenters.length > 0 ? 'elsewhere' : 'fleet'
  return [
    ...dataCenters.map(({ id, provider }) => ({
      id,
      title: provider === undefined ? id : `${id} (${provider})`,
      isOurs: true,
      nodes: ids(nodes.filter(({ dataCenter }) => dataCenter === id)),
    })),
    { id: noPlace, title: noPlace, isOurs: true, nodes: ids(homeless) },
    { id: 'references', title: 'references', isOurs: false, nodes: ids(references) },
  ].filter(({ nodes: inside }) => inside.length > 0)
}
