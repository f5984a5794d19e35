/** Phrases: how words for people name nodes, places, software and moments; every wording shares them. */

import type { BlockRef } from '../chain/block.ts'
import { shortRoot } from '../chain/block.ts'
import { type Chain, slotAt } from '../chain/chain.ts'
import type { View } from '../incidents/incident.ts'
import type { NoticeKind } from '../kinds/notice-kind.ts'
import type { Subject } from '../kinds/subject.ts'
import { clientOf } from '../look/client.ts'
import type { Fault } from '../look/fault.ts'
import { type Look, nodeIn, type ReachedNode } from '../look/look.ts'
import type { DataCenterContact, DataCenterSettings } from '../settings/sections/data-center-settings.ts'
import { nodeSettings, presetChain, type Settings } from '../settings/settings.ts'
import { unique } from '../text/lists.ts'

/** What the words about one incident are made from. */
export interface Situation {
  readonly view: View
  readonly settings: Settings
  /** The newest look that shows it; null when no look does. */
  readonly look: Look | null
}

/** A subject in words, with the number its verb takes. */
interface Named {
  readonly text: string
  readonly many: boolean
}

/** `node fra1-teku-1`, `data centre fra1 (Hetzner)`, `the fleet`; what it does not know it leaves as it is. */
export function nameSubject(subject: Subject, settings: Settings): Named {
  const { prefix, name } = splitSubject(subject)
  const one = (text: string): Named => ({ text, many: false })
  switch (prefix) {
    case 'node':
      return one(`node ${name}`)
    case 'data-center':
      return one(sayDataCenter(settings, name))
    case 'path':
      return one(sayPath(name, settings))
    case 'vantage':
      return one(`vantage ${name}`)
    case 'group':
      return one(`validator group ${name}`)
    case 'fleet':
    case 'network':
      return one(`the ${prefix}`)
    case 'client':
    case 'version':
    case 'provider':
      return { text: `all nodes with ${prefix} ${name}`, many: true }
    case 'execution':
      return { text: `all nodes with execution client ${name}`, many: true }
    default:
      return one(subject)
  }
}

/** The two halves of a subject: `node:a` is a node named `a`; `fleet` has no name. */
export function splitSubject(subject: Subject): { readonly prefix: string; readonly name: string } {
  const colon = subject.indexOf(':')
  return colon < 0
    ? { prefix: subject, name: '' }
    : { prefix: subject.slice(0, colon), name: subject.slice(colon + 1) }
}

/** A path subject is `vantage/place`, where the place is a data centre or a node. */
export function splitPath(name: string): { readonly vantage: string; readonly place: string } {
  const slash = name.indexOf('/')
  return slash < 0
    ? { vantage: name, place: '' }
    : { vantage: name.slice(0, slash), place: name.slice(slash + 1) }
}

export function sayPlace(place: string, settings: Settings): string {
  return dataCenterSettings(settings, place) ? sayDataCenter(settings, place) : `node ${place}`
}

export function sayDataCenter(settings: Settings, id: string): string {
  const provider = dataCenterSettings(settings, id)?.provider
  return `data centre ${id}${provider === undefined ? '' : ` (${provider})`}`
}

export function dataCenterSettings(settings: Settings, id: string): DataCenterSettings | undefined {
  return settings.dataCenters.find((each) => each.id === id)
}

/** The one data centre that a view is about or that holds all its nodes; undefined when there is none or more. */
export function soleDataCenter({ view, settings }: Situation): DataCenterSettings | undefined {
  const { prefix, name } = splitSubject(view.subject)
  const ids =
    prefix === 'data-center'
      ? [name]
      : prefix === 'path' && dataCenterSettings(settings, splitPath(name).place)
        ? [splitPath(name).place]
        : unique(concerned({ view, settings }).map((node) => nodeSettings(settings, node)?.dataCenter))
  const [only] = ids
  return ids.length === 1 && only !== undefined ? dataCenterSettings(settings, only) : undefined
}

/** The contacts of a data centre, those who reach a human at the site first. */
export function contactsOf(place: DataCenterSettings): readonly DataCenterContact[] {
  return place.contacts.toSorted((a, b) => Number(b.direct) - Number(a.direct))
}

/** What one node runs, as far as settings and its own word tell; the words are safe to print. */
export interface Software {
  readonly client?: string
  readonly version?: string
  readonly execution?: string
}

/** Settings come first, then what the node says of itself, and of that only what has the shape of a version. */
export function softwareOf({ settings, look }: Pick<Situation, 'settings' | 'look'>, id: string): Software {
  const written = nodeSettings(settings, id)
  const about = look === null ? undefined : nodeIn(look, id)?.about
  const said = readVersion(about?.version)
  const client = written?.client ?? said.name
  const execution = written?.execution ?? readVersion(about?.executionVersion).name
  return {
    ...(client !== undefined && { client: client.toLowerCase() }),
    ...(said.version !== undefined && { version: said.version }),
    ...(execution !== undefined && { execution: execution.toLowerCase() }),
  }
}

/** `lighthouse v8.0.1 + geth`; an unknown part is said to be unknown. */
export function saySoftware({ client, version, execution }: Software): string {
  const consensus = `${client ?? 'unknown client'}${version === undefined ? '' : ` ${version}`}`
  return `${consensus} + ${execution ?? 'unknown execution client'}`
}

// A version text comes from the node and may say anything, so only a name we know and a number are taken from it.
function readVersion(text: string | undefined): { name?: string; version?: string } {
  if (text === undefined) return {}
  const { client, version } = clientOf(text)
  const number = version.match(/^v?\d{1,6}(\.\d{1,6}){1,3}/)?.[0]
  if (client === 'unknown') return {}
  return { name: client, ...(number !== undefined && { version: number }) }
}

/** The nodes of the fleet that the incident is about; a split's evidence names references too. */
export function concerned({ view, settings }: Pick<Situation, 'view' | 'settings'>): readonly string[] {
  return view.evidence.nodes.filter((node) => nodeSettings(settings, node) !== undefined)
}

/** Whether it is about our own looking and says nothing of the nodes. */
export function isAboutWatching({ view }: Pick<Situation, 'view'>): boolean {
  return view.kind === 'blind' || view.kind === 'vantage-degraded'
}

/** The nodes outside this incident that serve a group and that, as far as the look tells, can be used. */
export function nodesLeft(
  situation: Situation,
  group: string,
  affected: ReadonlySet<string>,
): readonly string[] {
  const { settings, look } = situation
  return settings.nodes
    .filter((node) => node.serves.includes(group) && !affected.has(node.id))
    .filter((node) => look === null || isOfUse(reachedIn(look, node.id)))
    .map((node) => node.id)
}

function isOfUse(node: ReachedNode | undefined): boolean {
  if (node === undefined) return false
  const { syncing } = node
  if (syncing === 'unknown') return true
  return syncing.syncing !== true && syncing.optimistic !== true && syncing.executionOffline !== true
}

/** The validator groups that use any of these nodes. */
export function groupsServed(settings: Settings, nodes: readonly string[]): readonly string[] {
  return unique(nodes.flatMap((id) => nodeSettings(settings, id)?.serves ?? []))
}

/** The fault of a node that the look did not reach. */
export function faultOf(look: Look | null, id: string): Fault | undefined {
  const node = look === null ? undefined : nodeIn(look, id)
  return node === undefined || node.state === 'reached' ? undefined : node.fault
}

/** `connection refused`, `HTTP 502`. */
export function sayFaultKind(fault: Fault): string {
  return fault.kind === 'http-status' && fault.status !== undefined
    ? `HTTP ${fault.status}`
    : fault.kind.replaceAll('-', ' ')
}

export function reachedIn(look: Look | null, id: string): ReachedNode | undefined {
  const node = look === null ? undefined : nodeIn(look, id)
  return node?.state === 'reached' ? node : undefined
}

/** The chain the look was made on, or the one the settings name. */
export function chainOf({ settings, look }: Pick<Situation, 'settings' | 'look'>): Chain | null {
  return look?.chain ?? presetChain(settings)
}

/** How many slots a node's head was behind our clock when it answered; undefined when that is not known. */
export function slotsBehind(situation: Pick<Situation, 'settings' | 'look'>, id: string): number | undefined {
  const chain = chainOf(situation)
  const head = reachedIn(situation.look, id)?.head
  return !chain || head === undefined || head === 'unknown' ? undefined : slotAt(chain, head.at) - head.slot
}

/** `chain split`, `data centre dark`. */
export function sayKind(kind: NoticeKind): string {
  return kind.replaceAll('-', ' ').replace('center', 'centre')
}

/** `slot 13259456 0x3f2a9c1e…`. */
export function sayBlock({ slot, root }: BlockRef): string {
  return `slot ${slot} ${shortRoot(root)}`
}

function sayPath(name: string, settings: Settings): string {
  const { vantage, place } = splitPath(name)
  return `the path from ${vantage} to ${sayPlace(place, settings)}`
}
