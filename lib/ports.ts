/** Ports: what the work needs of the outside world, as interfaces; the adapters provide them. */

import type { View } from './domain/incidents/incident.ts'
import type { Fault } from './domain/look/fault.ts'
import type { Look, TimingsMs } from './domain/look/look.ts'
import type { Message, Notice } from './domain/notices/notice.ts'
import type { Deed } from './domain/people/deed.ts'
import type { DeskPlace } from './domain/people/desk-place.ts'
import type { About, Claim, Sent, Try } from './domain/people/record.ts'
import type { Endpoint } from './domain/settings/sections/endpoint-settings.ts'

export interface Clock {
  /** Unix time in milliseconds. */
  now(): number
  /** Resolves after the time, or at once when the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** One HTTP question to a beacon node. */
export interface Question {
  readonly method: 'GET' | 'POST'
  /** From `/eth/…` on; the adapter puts the URL's own path before it. */
  readonly path: string
  readonly body?: string
  /** How many bytes of the answer are read at most; what is usual unless given. */
  readonly replyBytesMax?: number
}

/** What came back: an answer of any status, or a named fault. */
export type Answer =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly body: string
      readonly timingsMs: TimingsMs
      /** What the server's clock showed, Unix time in milliseconds, in whole seconds; absent when it did not say. */
      readonly dateAt?: number
    }
  | { readonly kind: 'fault'; readonly fault: Fault; readonly timingsMs: TimingsMs }

export interface AskOptions {
  /** Nothing is waited for beyond this instant (Unix time in milliseconds). */
  readonly deadlineAt: number
  /** Use a connection that no earlier question used. */
  readonly fresh?: boolean
}

/** The beacon nodes as one vantage reaches them. Never throws for what a node does. */
export interface BeaconNodes {
  ask(endpoint: Endpoint, question: Question, options: AskOptions): Promise<Answer>
  close(): Promise<void>
}

/** Where facts are kept. Every item has one writer or is written once; readers ignore expired items. */
export interface Store {
  /** Writes a look once; a second look of the same vantage and instant changes nothing. */
  putLook(look: Look): Promise<'stored' | 'already'>
  latestLook(vantage: string): Promise<Look | null>
  /** Writes a view only if its `asOf` is newer than the stored one's. */
  putView(view: View): Promise<'stored' | 'older'>
  /** The views of every vantage. */
  views(): Promise<readonly View[]>
  /** The last try of the claim's vantage to send its notice; null when there was none. */
  lastTry(claim: Claim): Promise<Try | null>
  /** Claims a notice for this vantage; false when an earlier try stands. */
  claim(one: Try): Promise<boolean>
  /** Writes what is known now of a try over what was claimed for it, unless another try has begun since. */
  amendTry(claimed: Try, now: Try): Promise<void>
  /** Records that a notice was sent; only this stops others from sending it. */
  record(sent: Sent): Promise<void>
  /** What was sent, by all vantages, not yet expired; for people, because it reads a week. */
  sent(): Promise<readonly Sent[]>
  /** What was sent about these. */
  sentAbout(about: readonly About[]): Promise<readonly Sent[]>
  /** What was sent to a contact that has a phone, newest first, no more than so many. */
  sentToPhone(contact: string, limit?: number): Promise<readonly Sent[]>
  /** Writes what a human did, once. */
  putDeed(deed: Deed): Promise<void>
  deeds(): Promise<readonly Deed[]>
  /** Writes a place only if its `asOf` is newer than the stored one's. */
  putPlace(place: DeskPlace): Promise<'stored' | 'older'>
  /** The places of every vantage that judges in a Region. */
  places(): Promise<readonly DeskPlace[]>
  close(): Promise<void>
}

/** Carries one message to its contact. When it throws, nobody knows whether anything arrived. */
export interface Pager {
  /** Where a channel takes notices one by one they are tried in this order; as they stand in the message unless given. */
  send(message: Message, order?: readonly Notice[]): Promise<Receipt>
}

/** What took the message, and how it calls it. */
export interface Receipt {
  readonly messageId: string
  /** `sns eu-central-1`, `webhook pagerduty`, `file`. */
  readonly channel: string
  /** Those of the message's notices that were not taken; none unless given. */
  readonly untaken?: readonly Untaken[]
}

/** A notice that a channel has not taken, and what is known of that. */
export interface Untaken {
  readonly notice: Notice
  /** The end of a sentence. */
  readonly because: string
  /**
   * `refused`: it was tried and has reached nobody. `unknown`: it was tried, and may have. `put-off`: it was not
   * tried, and is none the worse for it.
   */
  readonly outcome: 'refused' | 'unknown' | 'put-off'
}

/** Secrets by name, from the environment or a parameter store. */
export interface Secrets {
  /** Undefined when there is none of that name. */
  get(name: string): Promise<string | undefined>
  /** Where it is looked for, for people who have to put it there: `parameter /watchfire/main/x in eu-central-1`. */
  placeOf?(name: string): string
}

/** Structured log lines about Watchfire itself. */
export interface Log {
  info(what: string, facts?: Readonly<Record<string, unknown>>): void
  warn(what: string, facts?: Readonly<Record<string, unknown>>): void
}
