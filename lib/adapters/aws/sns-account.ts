/** SNS account: reads what one Region of SNS holds for an installation, as facts for doctor; it changes nothing. */
import {
  CheckIfPhoneNumberIsOptedOutCommand,
  GetSMSAttributesCommand,
  GetSMSSandboxAccountStatusCommand,
  GetSubscriptionAttributesCommand,
  paginateListOriginationNumbers,
  paginateListSMSSandboxPhoneNumbers,
  paginateListSubscriptionsByTopic,
  paginateListTopics,
  SNSClient,
  type Subscription,
} from '@aws-sdk/client-sns'
import type { Clock } from '../../ports.ts'
import type { Learned } from '../../tools/doctor/doctor-complaint.ts'
import type { RegionFacts, TextingFacts, TopicOf } from '../../tools/doctor/doctor-facts.ts'
import { learned } from '../http/learned.ts'

/** A person waits, and a Region far away may be slow. */
const CONNECTION_TIMEOUT_MS = 3_000
const REQUEST_TIMEOUT_MS = 10_000
const ATTEMPTS_MAX = 3

/** For all questions to one Region together. */
const REGION_MS_MAX = 60_000

/** Pages that are read of one list; a hundred entries each, so that no account has more. */
const PAGES_MAX = 100

/** What a new account may spend on SMS a month, in dollars, and how its texts are sent; told only once changed. */
const UNCHANGED = { limitDollars: 1, type: 'Promotional' }

const NOT_NEEDED = 'not-needed' as const

interface SnsAccount {
  readonly region: string
  readonly clock: Pick<Clock, 'now'>
  /** The topics asked for, by name. */
  readonly wanted: ReadonlyMap<string, TopicOf>
  /** Asked about only if there are any. */
  readonly phones: readonly string[]
}

/** Never rejects: what cannot be read is told with its reason, and keeps nothing else from being read. */
export async function snsAccount(
  account: SnsAccount,
): Promise<Pick<RegionFacts, 'topics' | 'texting' | 'clock'>> {
  const client = new SNSClient({
    region: account.region,
    maxAttempts: ATTEMPTS_MAX,
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
  })
  const reading: Reading = { client, signal: AbortSignal.timeout(REGION_MS_MAX) }
  const aheadMs = noticeDates(client, account.clock)
  try {
    const [topics, texting] = await Promise.all([
      topicsOf(reading, account.wanted),
      account.phones.length === 0 ? NOT_NEEDED : textingOf(reading, account.phones),
    ])
    const ahead = aheadMs()
    const clock = ahead === null ? 'unknown' : { of: `region:${account.region}`, aheadMs: ahead }
    return { topics, texting, clock }
  } finally {
    client.destroy()
  }
}

interface Reading {
  readonly client: SNSClient
  readonly signal: AbortSignal
}

/** How far our clock is ahead, by the answer that says the least; every answer of AWS has a date, refusals too. */
function noticeDates(client: SNSClient, clock: Pick<Clock, 'now'>): () => number | null {
  let aheadMs: number | null = null
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args)
      const date = dateOf(result.response)
      if (date !== null) aheadMs = lesser(aheadMs, clock.now() - date)
      return result
    },
    // After what reads the answer, which throws for refusals.
    { step: 'deserialize', priority: 'low' },
  )
  return () => aheadMs
}

/** An answer that was long on its way makes our clock look ahead, so the least counts. */
function lesser(before: number | null, aheadMs: number): number {
  return before === null || Math.abs(aheadMs) < Math.abs(before) ? aheadMs : before
}

/** The middle of the second that the header names; null when there is none. */
function dateOf(response: unknown): number | null {
  const { headers } = response as { headers?: Readonly<Record<string, string>> }
  const at = Date.parse(headers?.date ?? '')
  return Number.isNaN(at) ? null : at + 500
}

async function topicsOf(
  reading: Reading,
  wanted: ReadonlyMap<string, TopicOf>,
): Promise<RegionFacts['topics']> {
  const arns = await learned(async () => {
    const pages = paginateListTopics(reading, {}, { abortSignal: reading.signal })
    return await gathered(pages, ({ Topics }) => (Topics ?? []).flatMap(({ TopicArn }) => TopicArn ?? []))
  })
  if (!arns.known) return arns
  const ours = arns.value.flatMap((arn) => {
    const of = wanted.get(arn.slice(arn.lastIndexOf(':') + 1))
    return of === undefined ? [] : [{ of, arn }]
  })
  const topics = []
  // One after the other: SNS takes few of these a second.
  for (const { of, arn } of ours) topics.push({ of, subscriptions: await subscriptionsOf(reading, arn) })
  return { known: true, value: topics }
}

type Subscriptions = Extract<RegionFacts['topics'], { known: true }>['value'][number]['subscriptions']

function subscriptionsOf(reading: Reading, TopicArn: string): Promise<Subscriptions> {
  return learned(async () => {
    const pages = paginateListSubscriptionsByTopic(reading, { TopicArn }, { abortSignal: reading.signal })
    const found = await gathered(pages, (page) => page.Subscriptions ?? [])
    const facts = []
    for (const one of found) facts.push(await subscriptionFacts(reading, one))
    return facts
  })
}

/** What has no ARN yet says in its place how it stands. */
async function subscriptionFacts(
  reading: Reading,
  { Protocol = '', Endpoint = '', SubscriptionArn = '' }: Subscription,
) {
  const state = SubscriptionArn.startsWith('arn:') ? 'confirmed' : (UNCONFIRMED[SubscriptionArn] ?? 'deleted')
  const isAsked = state === 'confirmed' && Protocol === 'email'
  const endedBy = isAsked ? await endedByOf(reading, SubscriptionArn) : 'not-asked'
  return { protocol: Protocol, address: Endpoint, state, endedBy } as const
}

const UNCONFIRMED: Readonly<Record<string, 'pending' | 'deleted'>> = {
  PendingConfirmation: 'pending',
  'Pending confirmation': 'pending',
  Deleted: 'deleted',
}

function endedByOf({ client, signal }: Reading, SubscriptionArn: string) {
  return learned(async () => {
    const command = new GetSubscriptionAttributesCommand({ SubscriptionArn })
    const { Attributes } = await client.send(command, { abortSignal: signal })
    return Attributes?.ConfirmationWasAuthenticated === 'true' ? 'the account' : 'anybody'
  })
}

async function textingOf(reading: Reading, phones: readonly string[]): Promise<TextingFacts> {
  const { client, signal } = reading
  const [inSandbox, verified, sending, sendsFrom] = await Promise.all([
    learned(async () => {
      const status = await client.send(new GetSMSSandboxAccountStatusCommand({}), { abortSignal: signal })
      return status.IsInSandbox === true
    }),
    learned(() => verifiedPhones(reading)),
    learned(async () => {
      const { attributes } = await client.send(new GetSMSAttributesCommand({}), { abortSignal: signal })
      const { MonthlySpendLimit, DefaultSMSType } = attributes ?? {}
      return {
        limitDollars: MonthlySpendLimit ? Number(MonthlySpendLimit) : UNCHANGED.limitDollars,
        type: DefaultSMSType || UNCHANGED.type,
      }
    }),
    learned(() => sendingCountries(reading)),
  ])
  const optedOut = []
  for (const phone of phones) optedOut.push({ phone, isOut: await optOutOf(reading, phone) })
  return { inSandbox, verified, sending, sendsFrom, optedOut }
}

async function verifiedPhones(reading: Reading): Promise<readonly string[]> {
  const pages = paginateListSMSSandboxPhoneNumbers(reading, {}, { abortSignal: reading.signal })
  return await gathered(pages, ({ PhoneNumbers }) =>
    (PhoneNumbers ?? []).flatMap(({ PhoneNumber, Status }) =>
      PhoneNumber !== undefined && Status === 'Verified' ? [PhoneNumber] : [],
    ),
  )
}

async function sendingCountries(reading: Reading): Promise<readonly string[]> {
  const pages = paginateListOriginationNumbers(reading, {}, { abortSignal: reading.signal })
  return await gathered(pages, ({ PhoneNumbers }) =>
    (PhoneNumbers ?? []).flatMap(({ Iso2CountryCode, Status, NumberCapabilities }) => {
      const isSending = Status?.toUpperCase() === 'ACTIVE' && NumberCapabilities?.includes('SMS') !== false
      return isSending && Iso2CountryCode !== undefined ? [Iso2CountryCode] : []
    }),
  )
}

function optOutOf({ client, signal }: Reading, phoneNumber: string): Promise<Learned<boolean>> {
  return learned(async () => {
    const command = new CheckIfPhoneNumberIsOptedOutCommand({ phoneNumber })
    return (await client.send(command, { abortSignal: signal })).isOptedOut === true
  })
}

/** All pages of a list; one that does not end is an error. */
async function gathered<Page, T>(pages: AsyncIterable<Page>, of: (page: Page) => readonly T[]): Promise<T[]> {
  const found: T[] = []
  let count = 0
  for await (const page of pages) {
    found.push(...of(page))
    count += 1
    if (count > PAGES_MAX) throw new Error(`the list has more than ${PAGES_MAX} pages`)
  }
  return found
}
