/** Drill: how a test page fares: which Regions have sent it, how soon, and how soon somebody answered. */

import { shortId } from '../kinds/short-id.ts'
import { writeSubject } from '../kinds/subject.ts'
import type { Ack, Deed, Drill } from '../people/deed.ts'
import { type Sent, WRITTEN_ONLY } from '../people/record.ts'

export interface DrillReport {
  /** The short id in its messages. */
  readonly id: string
  readonly contact: string
  /** When it was asked for, Unix time in milliseconds. */
  readonly at: number
  /** In the order of the settings. */
  readonly regions: readonly DrillRegion[]
  readonly acknowledged: { readonly by: string; readonly at: number } | null
}

export type DrillRegion =
  | {
      readonly state: 'sent'
      readonly region: string
      /** From the wish to the message that a service has taken. */
      readonly faultToPhoneMs: number
      /** Null while nobody has acknowledged, or if somebody had before this one was sent. */
      readonly phoneToAckMs: number | null
      /** `sns eu-central-1`. */
      readonly channel: string
      readonly texting: Sent['texting']
    }
  /** Nothing of the contact's can be reached from the machine that watches: it stands there, and nowhere else. */
  | { readonly state: 'written'; readonly region: string; readonly afterMs: number }
  | { readonly state: 'not-sent'; readonly region: string }

export function drillReport(
  drill: Drill,
  pagingRegions: readonly string[],
  stored: { readonly sent: readonly Sent[]; readonly deeds: readonly Deed[] },
): DrillReport {
  const { at, contact } = drill
  const subject = writeSubject({ about: 'contact', name: contact })
  const id = shortId({ kind: 'drill', subject, since: at })
  const ack = firstAck(stored.deeds, { id, subject, since: at })
  const sent = stored.sent.filter(
    (one) => one.kind === 'drill' && one.subject === subject && one.since === at,
  )
  return {
    id,
    contact,
    at,
    regions: pagingRegions.map((region) => regionOf(region, { drill, sent, ack })),
    acknowledged: ack === undefined ? null : { by: ack.who, at: ack.at },
  }
}

/** Every Region has sent it and somebody has answered. */
export function isPassed({ regions, acknowledged }: DrillReport): boolean {
  return acknowledged !== null && regions.every(({ state }) => state === 'sent')
}

/** No Region has sent it or will: each has only written it down. */
export function isNeverSent({ regions }: DrillReport): boolean {
  return regions.every(({ state }) => state === 'written')
}

interface Called {
  readonly id: string
  readonly subject: string
  readonly since: number
}

/** An earlier drill to the same contact may be answered late: then the id tells the two apart. */
function firstAck(deeds: readonly Deed[], { id, subject, since }: Called): Ack | undefined {
  return deeds
    .filter((deed) => deed.what === 'ack')
    .filter((deed) => deed.kind === 'drill' && deed.subject === subject)
    .filter(({ incident, at }) => incident === id && at >= since)
    .sort((a, b) => a.at - b.at)[0]
}

interface DrillFacts {
  readonly drill: Drill
  readonly sent: readonly Sent[]
  readonly ack: Ack | undefined
}

/** A Region that sent it twice is counted from the first time. */
function regionOf(region: string, { drill, sent, ack }: DrillFacts): DrillRegion {
  const [first] = sent.filter(({ vantage }) => vantage === region).toSorted((a, b) => a.at - b.at)
  if (first === undefined) return { state: 'not-sent', region }
  const { at, channel, texting } = first
  if (channel === WRITTEN_ONLY) return { state: 'written', region, afterMs: at - drill.at }
  const phoneToAckMs = ack === undefined || ack.at < at ? null : ack.at - at
  return { state: 'sent', region, faultToPhoneMs: at - drill.at, phoneToAckMs, channel, texting }
}
