/** Advice: the first three steps for each kind, each of them safe whatever the cause turns out to be. */

import { shortRoot } from '../chain/block.ts'
import type { Kind } from '../kinds/kinds.ts'
import type { Fault } from '../look/fault.ts'
import type { Conflict } from '../look/sides/sides.ts'
import { nodeSettings } from '../settings/settings.ts'
import { count, listed, listedBriefly, unique } from '../text/lists.ts'
import { sayTime } from '../text/time.ts'
import {
  chainOf,
  concerned,
  contactsOf,
  dataCenterSettings,
  faultOf,
  groupsServed,
  nodesLeft,
  reachedIn,
  type Situation,
  sayBlock,
  sayFaultKind,
  sayPlace,
  slotsBehind,
  softwareOf,
  soleDataCenter,
  splitPath,
  splitSubject,
} from './phrases.ts'

type Steps = readonly [string, string, string]

/** What to do first, in this order, with the names of this incident filled in. */
export function firstSteps(situation: Situation): Steps {
  const [first, second, third] = ADVICE[situation.view.kind].steps
  return [first(situation), second(situation), third(situation)]
}

/** The same in at most a text message. */
export function firstStepShort(situation: Situation): string {
  return ADVICE[situation.view.kind].short(situation)
}

type Step = (situation: Situation) => string

interface Advice {
  readonly steps: readonly [Step, Step, Step]
  readonly short: Step
}

// No step may destroy evidence or lead to a key being used in a second place.
const KEYS_STAY = 'Never start the same keys in a second validator client: that is what gets slashed.'
const LOOK_AGAIN = 'bin/watchfire look --settings FILE'

const ADVICE: Readonly<Record<Kind, Advice>> = {
  'node-down': {
    steps: [
      (s) => findWhyDown(s, faultOf(s.look, firstNode(s))),
      useOtherNodes,
      () =>
        'Save the last hour of its log before you restart it, and restart it once. If its database is broken, resync from a checkpoint you trust instead of restarting again.',
    ],
    short: (s) => `First: log in to ${briefly(s)}, read its log before any restart. ${briefOthers(s)}`,
  },
  'data-center-dark': {
    steps: [
      callTheSite,
      (s) =>
        `Try a console, the VPN or any other host in ${siteOf(s)}. If nothing there answers, it is the site or its network; if hosts answer and the beacon ports do not, it is our firewall, our proxy or our account there.`,
      (s) =>
        `${othersFor(s)} Do NOT start keys from ${siteOf(s)} anywhere else: the site may be cut off from us and still be signing, and signing twice is slashed. Being offline costs little.`,
    ],
    short: (s) => `First: ${briefCall(s)} Do NOT start its keys elsewhere: it may still be signing.`,
  },
  partition: {
    steps: [
      (s) =>
        `Restart nothing: ${whereTo(s)} works, ${listed(s.view.evidence.notSeenBy)} ${s.view.evidence.notSeenBy.length === 1 ? 'reaches' : 'reach'} it. What is broken is the way from ${listed(cutOff(s))}.`,
      (s) =>
        `Look for a change to the firewall, allow-list, rate limit or DDoS protection in front of ${whereTo(s)} that meets addresses of ${listed(cutOff(s))}. Then trace the way in both directions (mtr -rwc 50).`,
      (s) =>
        `Watch the peers of the nodes there (${peersNow(s)}): if they fall, the site loses the network too and this becomes an outage. ${giveTraces(s)}`,
    ],
    short: (s) =>
      `First: restart nothing, the nodes work. Look for a firewall or route change between ${listed(cutOff(s), 1)} and ${soleDataCenter(s)?.id ?? briefly(s)}.`,
  },
  'vantage-degraded': {
    steps: [
      (s) =>
        watchesNode(s)
          ? `Nobody watches ${who(s)} now. Ask it by hand from a host that may: curl -s $NODE/eth/v1/node/syncing`
          : `Leave the nodes alone: this says nothing about them. The other vantages are ${listed(otherVantages(s))}.`,
      (s) =>
        watchesNode(s)
          ? findWhyUnknown(s, faultOf(s.look, firstNode(s)))
          : `Look at the last runs of ${splitSubject(s.view.subject).name}: its log, its schedule, its account's limits, what was deployed there about ${sayTime(s.view.since)}, and the status page of that cloud Region.`,
      (s) =>
        watchesNode(s)
          ? `Correct the settings or the secret, then prove it with one round: ${LOOK_AGAIN}`
          : 'If it is not back within the hour, take it out of the settings or replace it: with fewer than half of the vantages Watchfire is blind.',
    ],
    short: (s) =>
      watchesNode(s)
        ? `First: ask ${briefly(s)} by hand, nobody watches it. Then check the token, path and allow-list we use.`
        : `First: leave the nodes alone, check the runs and the cloud status of ${splitSubject(s.view.subject).name}.`,
  },
  blind: {
    steps: [
      (s) =>
        `You are the watcher now: ask one node of each group by hand (${onePerGroup(s)}; curl -s $NODE/eth/v1/node/syncing) and look at our validators in a public explorer. Until this clears, no news is not good news.`,
      (s) =>
        refusal(s)
          ? findWhyUnknown(s, refusal(s))
          : `Find what the silent vantages share: an outage of their cloud, a deployment or a change of settings about ${sayTime(s.view.since)}, an expired secret. Roll the last change back.`,
      () =>
        'Stop all maintenance and put a second person on watch until this clears: count on no other page while it lasts.',
    ],
    short: () =>
      'First: check the nodes by hand, you are the watcher now. Then undo the last deployment or settings change.',
  },
  'chain-split': {
    steps: [
      (s) =>
        `Restart, resync and upgrade nothing yet: the nodes are the evidence. Save the fork choice of one node of each side (${onePerSide(s)}): curl -s $NODE/eth/v1/debug/fork_choice > NODE.json`,
      (s) =>
        `Ask two sources that are not ours (explorers, a checkpoint provider) and the client teams which chain they follow: ${whatToCompare(s)} How many of our nodes are on a side proves nothing.`,
      () =>
        'Decide about signing with a second person. Stopping a validator client is always safe and costs little; a vote for a wrong chain may never be undone. Stop those that use a side which two client teams call wrong, move none across before that, start no keys elsewhere, keep every slashing protection database.',
    ],
    short: () =>
      'First: restart nothing. Ask 2 explorers and client teams which chain is right; the majority may be wrong. Pausing validators is safe, moving keys is not.',
  },
  'finalized-conflict': {
    steps: [
      (s) =>
        `Stop the validator clients of ${groupsIn(s)} until you know which chain is right: a pause is always safe and costs little, votes on a wrong finalized chain cannot be taken back. Keys stay where they are.`,
      (s) =>
        `Compare with two checkpoint providers and two explorers: ${bothRoots(s, 'finalized')} Make sure first that one node of each side has our genesis: curl -s $NODE/eth/v1/beacon/genesis`,
      (s) =>
        `Change nothing on the nodes. Save the fork choice, the log and, where you can, a disk snapshot of one node of each side (${onePerSide(s)}), then wake the client teams${securityContact(s)}.`,
    ],
    short: (s) =>
      `First: stop validator clients of ${briefGroups(s)} (a pause is safe), keys stay. Compare both roots with 2 explorers. Wipe nothing.`,
  },
  'justified-conflict': {
    steps: [
      (s) =>
        `Restart, resync and upgrade nothing yet. Save the fork choice of one node of each side (${onePerSide(s)}): curl -s $NODE/eth/v1/debug/fork_choice > NODE.json`,
      (s) =>
        `Compare with two sources that are not ours (explorers, a checkpoint provider) and with the client teams: ${bothRoots(s, 'justified')} The wrong one can have the majority; it did on Holesky.`,
      (s) =>
        `If you cannot tell within an epoch (6 min on mainnet), stop the validator clients of ${groupsIn(s)}. Who has voted from a wrong justified checkpoint may need a slashable vote to leave it; a pause is always safe. ${KEYS_STAY}`,
    ],
    short: (s) =>
      `First: restart nothing, compare both roots with 2 explorers. No answer in 6 min: stop validator clients of ${briefGroups(s)}; a pause is safe.`,
  },
  isolated: {
    steps: [
      (s) =>
        `Check the way between ${who(s)} and its peers (${peersNow(s)}): the P2P port from outside (9000 tcp and udp; Prysm 13000 tcp, 12000 udp), NAT, firewall, and the host's clock (chronyc tracking).`,
      useOtherNodes,
      () =>
        'If ports and clock are right, see whether its release knows the last fork: peers drop a node with another fork digest. Only then restart the beacon node, once, and give it ten minutes to find peers.',
    ],
    short: (s) => `First: check the P2P port, firewall and clock of ${briefly(s)}. ${briefOthers(s)}`,
  },
  'head-stale': {
    steps: [
      (s) =>
        `Read the log of ${who(s)} and of its execution client (${executionOf(s)}) at ${lastBlock(s)}: a refused payload, a full disk or a stuck import stands there.`,
      useOtherNodes,
      () =>
        'Save both logs, then restart the beacon node once. But if its execution client called a block invalid that other nodes took, restart nothing: this may be the beginning of a split.',
    ],
    short: (s) =>
      `First: read the logs of ${briefly(s)} and its ${executionOf(s)}, then restart once. ${briefOthers(s)}`,
  },
  'network-stall': {
    steps: [
      (s) =>
        `Restart nothing: all our nodes stand at the same block (${lastBlock(s)}), so no single node is the fault.`,
      (s) =>
        `See whether the rest of the world moves: two public explorers and the client teams' channels. If it does, look for what all our nodes share (clients here: ${clientsOf(s)}); if not, it is the network.`,
      () =>
        'Leave the validators running: their blocks and votes are what starts the chain again. Upgrade only what a client team asks for.',
    ],
    short: () =>
      'First: restart nothing, leave validators running. See in 2 explorers whether the world moves; ask the client teams.',
  },
  'finality-delay': {
    steps: [
      (s) =>
        concernsNodes(s)
          ? `Compare ${who(s)} with another node: the block it finalized must be on the other's chain (/eth/v1/beacon/headers/finalized, then that slot on both).`
          : 'Restart, upgrade and resync nothing that works: a node that starts during non-finality takes hours, and every vote missing prolongs it.',
      (s) =>
        concernsNodes(s)
          ? useOtherNodes(s)
          : 'Look up the participation by client in a public explorer, and that our own validators attest. If a client of ours is named as the cause, do what its team publishes and nothing else.',
      (s) =>
        concernsNodes(s)
          ? 'Save its log, then restart it once. If it is still behind after two epochs (13 min on mainnet), resync it from a checkpoint you trust.'
          : 'Look at memory and disk of every node each half hour: without finality nothing is pruned (Holesky nodes took over 300 GB of memory). From five epochs on, validators that are offline leak: get ours online first.',
    ],
    short: (s) =>
      concernsNodes(s)
        ? `First: compare the finalized block of ${briefly(s)} with another node's. ${briefOthers(s)}`
        : 'First: restart nothing that works. See in an explorer that our validators attest; watch disk and memory of all nodes.',
  },
  syncing: {
    steps: [
      (s) =>
        `Ask whether somebody restarted or resynced ${who(s)} on purpose. If so, say it in ${teamChannel(s)} and let it finish.`,
      useOtherNodes,
      (s) =>
        `Read head_slot of /eth/v1/node/syncing twice, a minute apart${gapNow(s)}. If the gap shrinks, wait. If not, look at peers, disk waits (iostat -x 5 3) and ${executionOf(s)}. Do not delete a database that still moves.`,
    ],
    short: (s) =>
      `First: ask if ${briefly(s)} was restarted on purpose; if its gap shrinks, wait. ${briefOthers(s)}`,
  },
  optimistic: {
    steps: [
      (s) =>
        `Read the log of the execution client of ${who(s)} (${executionOf(s)}): is it syncing, out of disk, or does it refuse payloads?`,
      useOtherNodes,
      () =>
        'If it is syncing, let it finish. If it refuses a payload that other execution clients accept, save both logs, restart nothing and tell both client teams: this is how splits begin. Never switch verification off.',
    ],
    short: (s) =>
      `First: read the log of ${executionOf(s)} at ${briefly(s)}: syncing, disk full or refusing payloads? ${briefOthers(s)}`,
  },
  'execution-offline': {
    steps: [
      (s) =>
        `See whether ${executionOf(s)} beside ${who(s)} runs, has disk left and answers on its engine port (8551). If it runs, compare the JWT secret on both sides and look for what changed about ${sayTime(s.view.since)}.`,
      useOtherNodes,
      () =>
        'Start it once and let it finish its own repair. Stop it only with a plain stop that may take minutes: a killed execution client can lose its database, and that costs hours.',
    ],
    short: (s) =>
      `First: check ${executionOf(s)} at ${briefly(s)}: process, disk, JWT secret. Never kill -9 it. ${briefOthers(s)}`,
  },
  'wrong-network': {
    steps: [
      useOtherNodes,
      (s) =>
        `Compare genesis_validators_root of curl -s $NODE/eth/v1/beacon/genesis: ${s.settings.network.name} has ${shortRoot(chainOf(s)?.genesisValidatorsRoot ?? 'one we have not learned')}.`,
      (s) =>
        `Correct the URL in the settings if it leads to another node, else the network flag of ${who(s)}; prove it with ${LOOK_AGAIN}. Keys are in no danger: a signature for one network is void on another.`,
    ],
    short: (s) => `First: check the URL we have for ${briefly(s)} and its network flag. ${briefOthers(s)}`,
  },
  'endpoint-inconsistent': {
    steps: [
      (s) =>
        `Ask ${who(s)} ten times who it is: for i in $(seq 10); do curl -s $NODE/eth/v1/node/identity | jq -r .data.peer_id; done. More than one answer means several nodes behind one address.`,
      () =>
        'Several: give each an address of its own in the settings, so that each is watched. One: look for a cache in front of it (an Age header), a restored snapshot, or a bug of its release.',
      useOtherNodes,
    ],
    short: (s) =>
      `First: ask ${briefly(s)} 10 times for its peer id; several ids = load balancer. ${briefOthers(s)}`,
  },
  'low-peers': {
    steps: [
      (s) =>
        `Check the P2P port of ${who(s)} from outside (9000 tcp and udp; Prysm 13000 tcp, 12000 udp), NAT and firewall. Peers: ${peersNow(s)}.`,
      () =>
        'Check the clock of the host (chronyc tracking) and that its release knows the last fork: peers drop a node that differs.',
      (s) =>
        `Do not restart it again and again: every start throws away the peers it has. Give it ten minutes. ${othersFor(s)}`,
    ],
    short: (s) =>
      `First: check the P2P port, firewall and clock of ${briefly(s)}. Do not restart it repeatedly.`,
  },
  slow: {
    steps: [
      (s) =>
        `Look at the host of ${who(s)}: load, memory, disk waits (top, iostat -x 5 3), and in the proxy's log at who asks it most: heavy state queries starve the duties.`,
      (s) =>
        `Compare it with nodes of the same client (${sameClient(s)}): if all of one client are slow, it is the client and not the host. Ask its team; Prysm was slow for 45 minutes in December 2025 before its team knew.`,
      (s) => `Attestations are due a third into the slot (4 s on mainnet). ${othersFor(s)}`,
    ],
    short: (s) =>
      `First: look at load, memory and disk of ${briefly(s)} and at who asks it most. ${briefOthers(s)}`,
  },
}

function who(situation: Situation): string {
  const nodes = concerned(situation)
  return nodes.length === 0 ? splitSubject(situation.view.subject).name || 'the node' : listed(nodes, 3)
}

function briefly(situation: Situation): string {
  const nodes = concerned(situation)
  return nodes.length === 0 ? splitSubject(situation.view.subject).name || 'the node' : listedBriefly(nodes)
}

function firstNode(situation: Situation): string {
  return concerned(situation)[0] ?? splitSubject(situation.view.subject).name
}

/** Whether it is about nodes, and not about the network as a whole. */
function concernsNodes({ view }: Situation): boolean {
  return !['network', 'fleet'].includes(splitSubject(view.subject).prefix)
}

function watchesNode({ view }: Situation): boolean {
  return splitSubject(view.subject).prefix !== 'vantage'
}

function findWhyDown(situation: Situation, fault: Fault | undefined): string {
  const name = firstNode(situation)
  return concerned(situation).length > 1
    ? `Begin with one of them, what they share may be the cause. ${whyDown(situation, name, fault)}`
    : whyDown(situation, name, fault)
}

function whyDown(situation: Situation, name: string, fault: Fault | undefined): string {
  switch (fault?.kind) {
    case 'connection-refused':
      return `The host of ${name} answers and nothing listens on its port: log in, see whether the beacon process runs (systemctl status, docker ps) and read its last 100 log lines before you start it.`
    case 'dns':
      return `The name of ${name} does not resolve: check its DNS record and zone before you touch the node, which may be well.`
    case 'tls-expired':
    case 'tls-name':
    case 'tls-untrusted':
    case 'tls-handshake':
      return `The certificate in front of ${name} is refused (${sayFaultKind(fault)}): put it right at the proxy. The node behind may be well; ask it from inside with curl.`
    case 'http-status':
      return `What stands in front of ${name} answers ${sayFaultKind(fault)}: see that the beacon process behind it runs, then look at the proxy.`
    case 'redirect':
    case 'too-large':
    case 'not-json':
    case 'malformed':
      return `Something other than a beacon node answers for ${name} (${sayFaultKind(fault)}): see what listens there and what the proxy in front of it sends.`
    default:
      return `Log in to the host of ${name} by another way (console, VPN). If the host is dead, ${callIfDead(situation)}; if it is up, look for a full disk, an out-of-memory kill (df -h, dmesg -T | tail) and a changed firewall.`
  }
}

function findWhyUnknown(situation: Situation, fault: Fault | undefined): string {
  const name = who(situation)
  const when = sayTime(situation.view.since)
  switch (fault?.kind) {
    case 'http-status':
      return fault.status === 429
        ? `We get HTTP 429 (too many requests) from ${name}: find who else uses our token or address, or let the proxy allow us more.`
        : `We get ${sayFaultKind(fault)} from ${name}: compare the token, the path and the allow-list in our settings with what the proxy there expects. Was a token or a certificate rotated about ${when}?`
    case 'address-refused':
      return `The name of ${name} leads to an address that our settings do not allow: check its DNS record first, and only then the setting privateAddresses.`
    case 'no-route':
      return `${name} has only an address that our vantages have no way to (IPv6): give it an IPv4 address or watch it from a vantage with IPv6.`
    case 'secret-missing':
      return `A secret that the settings name for ${name} is not there: put it back, for every vantage.`
    default:
      return `Find out what changed on our side about ${when}: a token, an allow-list, a path, a name, the settings.`
  }
}

/** See that the validators use another node; the keys never move. */
function useOtherNodes(situation: Situation): string {
  return `${othersFor(situation)} ${KEYS_STAY}`
}

const GROUPS_NAMED = 3

function othersFor(situation: Situation): string {
  const nodes = concerned(situation)
  const groups = groupsServed(situation.settings, nodes)
  if (groups.length === 0) return `No validator group in the settings uses ${who(situation)}.`
  const affected = new Set(nodes)
  const kept = groups.filter((group) => nodesLeft(situation, group, affected).length > 0)
  const bare = groups.filter((group) => !kept.includes(group))
  const onto = kept
    .slice(0, GROUPS_NAMED)
    .map((group) => `${group} uses ${nodesLeft(situation, group, affected).slice(0, 2).join(' or ')}`)
  return [
    kept.length > 0 &&
      `See in the logs of the validator clients that ${onto.join(', ')}; if not, change their beacon node address to that.`,
    bare.length > 0 &&
      `Validator group${bare.length === 1 ? '' : 's'} ${listed(bare)} ${bare.length === 1 ? 'has' : 'have'} no other node, so mend this first; missed attestations cost little and are no reason to move keys.`,
  ]
    .filter((part) => part !== false)
    .join(' ')
}

function briefOthers(situation: Situation): string {
  const affected = new Set(situation.view.evidence.nodes)
  const groups = groupsServed(situation.settings, situation.view.evidence.nodes)
  const kept = groups
    .map((group) => [group, nodesLeft(situation, group, affected)[0]] as const)
    .find(([, node]) => node !== undefined)
  if (kept) return `${kept[0]} can use ${kept[1]}; keys stay where they are.`
  return groups.length > 0 ? `${groups[0]} has no other node; keys stay where they are.` : ''
}

function siteOf(situation: Situation): string {
  return soleDataCenter(situation)?.id ?? splitSubject(situation.view.subject).name
}

function callTheSite(situation: Situation): string {
  const site = soleDataCenter(situation)
  const [contact] = site === undefined ? [] : contactsOf(site)
  const ask = 'ask what failed, when it will be back, and for a ticket number'
  if (!contact)
    return `No contact for ${siteOf(situation)} is configured: find the number of ${site?.provider ?? 'its operator'} in the contract, call, and ${ask}.`
  const reach = contact.phone ?? contact.email ?? contact.url ?? 'no number configured'
  return contact.direct
    ? `Call ${contact.name}, ${reach}: ${ask}.`
    : `No direct line to ${siteOf(situation)} is configured: write to ${contact.name} (${reach}), look for a telephone number in the contract, and ${ask}.`
}

function briefCall(situation: Situation): string {
  const site = soleDataCenter(situation)
  const contact = site === undefined ? undefined : contactsOf(site).find((each) => each.phone !== undefined)
  return contact
    ? `call ${contact.name} ${contact.phone}.`
    : `find the number of ${site?.provider ?? siteOf(situation)}, none is configured.`
}

function callIfDead(situation: Situation): string {
  const site = soleDataCenter(situation)
  const contact = site === undefined ? undefined : contactsOf(site)[0]
  return contact ? `call ${contact.name}` : 'call its provider'
}

function giveTraces(situation: Situation): string {
  const site = soleDataCenter(situation)
  return site?.provider === undefined
    ? 'Give both traces to the providers on the way.'
    : `Give both traces to ${site.provider}.`
}

/** Where the broken way leads to. */
function whereTo({ view, settings }: Situation): string {
  const { prefix, name } = splitSubject(view.subject)
  if (prefix === 'path') return sayPlace(splitPath(name).place, settings)
  return prefix === 'data-center' && dataCenterSettings(settings, name) ? sayPlace(name, settings) : name
}

/** The vantages that do not get there. */
function cutOff({ view }: Situation): readonly string[] {
  const { prefix, name } = splitSubject(view.subject)
  return prefix === 'path' ? [splitPath(name).vantage] : view.evidence.seenBy
}

function otherVantages({ view, settings }: Situation): readonly string[] {
  const { name } = splitSubject(view.subject)
  return settings.vantages.map((vantage) => vantage.name).filter((each) => each !== name)
}

function onePerGroup({ settings }: Situation): string {
  const groups = unique(settings.nodes.flatMap((node) => node.serves))
  const nodes = groups.map((group) => settings.nodes.find((node) => node.serves.includes(group))!.id)
  return listed(unique(nodes.length > 0 ? nodes : settings.nodes.map((node) => node.id)), 3)
}

/** Why we may not look at the nodes, where that is what makes Watchfire blind. */
function refusal({ view, look }: Situation): Fault | undefined {
  return view.evidence.nodes.map((node) => faultOf(look, node)).find((fault) => fault !== undefined)
}

function onePerSide(situation: Situation): string {
  const own = (node: string) => nodeSettings(situation.settings, node) !== undefined
  const sides = (situation.look?.sides.sides ?? []).map((side) => side.nodes.find(own))
  const named = sides.filter((node) => node !== undefined)
  return listed(named.length > 1 ? named : concerned(situation), 3)
}

function whatToCompare({ look }: Situation): string {
  const sides = look?.sides.sides ?? []
  if (sides.length < 2) return 'compare block roots at the same slots.'
  const tips = sides
    .slice(0, 3)
    .map(({ tip }, index) => `side ${'ABC'[index]} has ${shortRoot(tip.root)} at slot ${tip.slot}`)
  return `${tips.join(', ')}.`
}

function bothRoots({ look }: Situation, checkpoint: Conflict['checkpoint']): string {
  const conflict = look?.sides.conflicts.find((each) => each.checkpoint === checkpoint)
  if (!conflict) return `the ${checkpoint} roots of both sides.`
  const { a, b } = conflict
  const later = b.at.epoch === a.at.epoch ? 'and' : `and epoch ${b.at.epoch} is`
  return `epoch ${a.at.epoch} is ${shortRoot(a.at.root)} on ${listed(a.nodes, 1)} ${later} ${shortRoot(b.at.root)} on ${listed(b.nodes, 1)}.`
}

function groupsIn({ view, settings }: Situation): string {
  const groups = groupsServed(settings, view.evidence.nodes)
  return groups.length > 0 ? `${listed(groups)} (they use these nodes)` : 'whoever uses these nodes'
}

function briefGroups({ view, settings }: Situation): string {
  const groups = groupsServed(settings, view.evidence.nodes)
  return groups.length === 0 ? 'these nodes' : listedBriefly(groups)
}

function securityContact({ settings }: Situation): string {
  const contact = settings.communicate.security
  return contact === undefined ? '' : ` and ${contact}`
}

function teamChannel({ settings }: Situation): string {
  return settings.communicate.team ?? 'the team channel'
}

function executionOf(situation: Situation): string {
  const names = unique(concerned(situation).map((node) => softwareOf(situation, node).execution))
  const known = names.filter((name) => name !== undefined)
  return known.length > 0 ? listed(known, 3) : 'its execution client'
}

function clientsOf(situation: Situation): string {
  const clients = situation.settings.nodes.map((node) => softwareOf(situation, node.id).client ?? 'unknown')
  return unique(clients)
    .map((client) => `${client} ${clients.filter((each) => each === client).length}`)
    .join(', ')
}

function sameClient(situation: Situation): string {
  const client = softwareOf(situation, firstNode(situation)).client
  const others = situation.settings.nodes
    .map((node) => node.id)
    .filter((id) => id !== firstNode(situation) && softwareOf(situation, id).client === client)
  return client !== undefined && others.length > 0 ? listed(others, 3) : 'there is none in the settings'
}

function lastBlock({ view, look }: Situation): string {
  for (const node of view.evidence.nodes) {
    const head = reachedIn(look, node)?.head
    if (head !== undefined && head !== 'unknown') return sayBlock(head)
  }
  return 'its last block'
}

function gapNow(situation: Situation): string {
  const gap = slotsBehind(situation, firstNode(situation))
  return gap === undefined ? '' : ` (now ${count(gap, 'slot')} behind)`
}

const NODES_NAMED = 4

function peersNow({ view, look, settings }: Situation): string {
  const known = view.evidence.nodes
    .filter((node) => nodeSettings(settings, node) !== undefined)
    .map((node) => [node, reachedIn(look, node)?.peers ?? 'unknown'] as const)
  if (known.length === 1) return `now ${known[0]![1]}`
  return known.length > 0
    ? `now ${listed(
        known.map(([node, peers]) => `${node} ${peers}`),
        NODES_NAMED,
      )}`
    : 'not known here'
}
