/** SNS facts: what one Region of SNS holds for an installation, for doctor; nothing is changed. */
import type { SNSClient } from '@aws-sdk/client-sns'
import type { Clock } from '../../ports.ts'
import type { RegionFacts, TopicOf } from '../../tools/doctor/doctor-facts.ts'
import { type ClockOffsets, clockOffsets } from '../http/clock-offset.ts'
import { snsReader } from './sns-reader.ts'
import { textingFacts } from './sns-texting.ts'
import { topicFacts } from './sns-topics.ts'

interface SnsQuestions {
  readonly region: string
  readonly clock: Pick<Clock, 'now'>
  /** The topics asked for, by name. */
  readonly wanted: ReadonlyMap<string, TopicOf>
  /** Asked about only if there are any. */
  readonly phones: readonly string[]
}

/** Never rejects: what cannot be read is told with its reason, and keeps nothing else from being read. */
export async function snsFacts({
  region,
  clock,
  wanted,
  phones,
}: SnsQuestions): Promise<Pick<RegionFacts, 'topics' | 'texting' | 'clock'>> {
  const sns = snsReader(region)
  const offsets = clockOffsets(clock)
  noteDates(sns.client, (dateAt) => offsets.add(region, dateAt))
  try {
    const [topics, texting] = await Promise.all([
      topicFacts(sns, wanted),
      phones.length === 0 ? ('not-needed' as const) : textingFacts(sns, phones),
    ])
    return { topics, texting, clock: clockFact(region, offsets) }
  } finally {
    sns.client.destroy()
  }
}

function clockFact(region: string, offsets: ClockOffsets): RegionFacts['clock'] {
  const aheadMs = offsets.aheadMs().get(region)
  return aheadMs === undefined ? 'unknown' : { of: { role: 'region', name: region }, aheadMs }
}

/** Every answer of AWS has a date, refusals too. */
function noteDates(client: SNSClient, note: (dateAt: number) => void): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args)
      const { headers } = result.response as { headers?: Readonly<Record<string, string>> }
      const dateAt = Date.parse(headers?.date ?? '')
      if (!Number.isNaN(dateAt)) note(dateAt)
      return result
    },
    // After what reads the answer, which throws for refusals.
    { step: 'deserialize', priority: 'low' },
  )
}
