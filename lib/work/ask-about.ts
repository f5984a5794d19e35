/** Ask about: what is asked rarely of an endpoint (version, identity, genesis, spec) and remembered from look to look. */

import type { Fault } from '../domain/look/fault.ts'
import type { AboutNode, QuestionName } from '../domain/look/look.ts'
import { gapsFilled, isWhole } from '../domain/look/network-told.ts'
import { readGenesis } from '../domain/look/reply/genesis.ts'
import { readIdentity } from '../domain/look/reply/identity.ts'
import { OLDER_VERSION_QUESTION, QUESTIONS } from '../domain/look/reply/questions.ts'
import { readSpec } from '../domain/look/reply/spec.ts'
import { readVersion, type Version } from '../domain/look/reply/version.ts'
import { HOUR_MS, MINUTE_MS } from '../domain/text/time.ts'
import { type Conversation, type Heard, hear } from './conversation.ts'

/** Versions change with a restart, which the node's absence tells; an hour is for those too quick to be seen. */
const COMPLETE_FOR_MS = HOUR_MS
/** A node that did not tell everything may be starting, or never tells. */
const INCOMPLETE_FOR_MS = 10 * MINUTE_MS

/** Whether to ask again: never asked, back after an absence, or too long ago. */
export function isAboutDue(
  about: AboutNode,
  seen: { readonly now: number; readonly wasReached: boolean; readonly isChainKnown: boolean },
): boolean {
  // Until somebody has told which network this is, no rule about time can be asked.
  const tellsChain = isWhole(about.genesis) && isWhole(about.spec)
  if (!seen.isChainKnown && !tellsChain) return true
  const isComplete = about.version !== undefined && tellsChain
  return !seen.wasReached || seen.now - about.askedAt >= (isComplete ? COMPLETE_FOR_MS : INCOMPLETE_FOR_MS)
}

interface AskedAbout {
  readonly about: AboutNode
  readonly faults: Readonly<Partial<Record<QuestionName, Fault>>>
  /** Whether one URL gave two identities within this look. */
  readonly isTwoNodes: boolean
}

/** Asks for everything that changes rarely; what gets no answer keeps its old value. */
export async function askAbout(
  conversation: Conversation,
  before: AboutNode,
  now: number,
): Promise<AskedAbout> {
  const [version, identity, genesis, spec] = await Promise.all([
    hearVersion(conversation),
    hear(conversation, QUESTIONS.identity, readIdentity),
    hear(conversation, QUESTIONS.genesis, readGenesis),
    hear(conversation, QUESTIONS.spec, readSpec),
  ])
  const about: AboutNode = {
    ...before,
    askedAt: now,
    ...(version.ok ? version.value : {}),
    ...(identity.ok ? { peerId: identity.value } : {}),
    ...(genesis.ok ? { genesis: gapsFilled(genesis.value, before.genesis) } : {}),
    ...(spec.ok ? { spec: gapsFilled(spec.value, before.spec) } : {}),
  }
  const faults = faultsOf({ version, identity, genesis, spec })
  const isNew = identity.ok && before.peerId !== undefined && identity.value !== before.peerId
  return { about, faults, isTwoNodes: isNew && (await answersAsAnother(conversation, identity.value)) }
}

async function hearVersion(conversation: Conversation): Promise<Heard<Version>> {
  const newer = await hear(conversation, QUESTIONS.version, readVersion)
  return newer.ok ? newer : await hear(conversation, OLDER_VERSION_QUESTION, readVersion)
}

/** A changed identity may be a node set up anew; one that changes from answer to answer is several nodes. */
async function answersAsAnother(conversation: Conversation, peerId: string): Promise<boolean> {
  const again = await hear(conversation, QUESTIONS.identity, readIdentity)
  return again.ok && again.value !== peerId
}

/** The faults among some readings, by question. */
export function faultsOf(
  heard: Readonly<Partial<Record<QuestionName, Heard<unknown>>>>,
): Partial<Record<QuestionName, Fault>> {
  const faults = Object.entries(heard).flatMap(([name, reading]) =>
    reading.ok ? [] : [[name, reading.error] as const],
  )
  return Object.fromEntries(faults)
}
