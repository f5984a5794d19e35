/** SNS reads: what a made-up account holds in one Region, answered in SNS's XML to actions that change nothing. */

interface StubSubscription {
  readonly protocol: 'email' | 'sms' | 'https'
  readonly endpoint: string
  /** What stands in place of its ARN while it has none; `signed` and `by-link` are confirmed. */
  readonly state: 'signed' | 'by-link' | 'PendingConfirmation' | 'Deleted'
}

export interface StubRegion {
  /** By the topic's name. */
  readonly topics: Readonly<Record<string, readonly StubSubscription[]>>
  readonly isInSandbox: boolean
  readonly verified: readonly string[]
  /** Those verified only half. */
  readonly pending?: readonly string[]
  /** As attributes of SMS; empty as in a new account. */
  readonly attributes: Readonly<Record<string, string>>
  readonly numbers: readonly { readonly country: string; readonly status: string }[]
  readonly optedOut: readonly string[]
  /** Actions that the caller may not do. */
  readonly denied?: readonly string[]
}

/** The answer's XML, or the code of a refusal. */
type ReadAnswer =
  | { readonly ok: true; readonly xml: string }
  | { readonly ok: false; readonly status: number; readonly code: string }

/** Two topics to a page, so that a list of three takes two pages. */
const PAGE_SIZE = 2

export function answerRead(form: URLSearchParams, region: string, held: StubRegion): ReadAnswer {
  const action = form.get('Action') ?? ''
  if (held.denied?.includes(action)) return { ok: false, status: 403, code: 'AuthorizationError' }
  const result = RESULTS[action]?.(form, held, region)
  if (result === undefined) return { ok: false, status: 400, code: 'InvalidAction' }
  if (result === null) return { ok: false, status: 404, code: 'NotFound' }
  return {
    ok: true,
    xml: `<${action}Response ${NAMESPACE}><${action}Result>${result}</${action}Result></${action}Response>`,
  }
}

const NAMESPACE = 'xmlns="http://sns.amazonaws.com/doc/2010-03-31/"'

type Result = (form: URLSearchParams, held: StubRegion, region: string) => string | null

const RESULTS: Readonly<Record<string, Result>> = {
  ListTopics: (form, { topics }, region) => {
    const names = Object.keys(topics)
    const from = Number(form.get('NextToken') ?? 0)
    const page = names
      .slice(from, from + PAGE_SIZE)
      .map((name) => `<TopicArn>${arnOf(region, name)}</TopicArn>`)
    const next = from + PAGE_SIZE < names.length ? `<NextToken>${from + PAGE_SIZE}</NextToken>` : ''
    return list('Topics', page) + next
  },
  ListSubscriptionsByTopic: (form, { topics }, region) => {
    const arn = form.get('TopicArn') ?? ''
    const name = arn.slice(arn.lastIndexOf(':') + 1)
    const members = topics[name]?.map(
      ({ protocol, endpoint, state }, place) =>
        `<TopicArn>${arn}</TopicArn><Protocol>${protocol}</Protocol><Endpoint>${endpoint}</Endpoint>` +
        `<SubscriptionArn>${/^[A-Z]/.test(state) ? state : `${arnOf(region, name)}:${place}`}</SubscriptionArn>`,
    )
    return members === undefined ? null : list('Subscriptions', members)
  },
  GetSubscriptionAttributes: (form, { topics }) => {
    const [place = '', name = ''] = (form.get('SubscriptionArn') ?? '').split(':').toReversed()
    const state = topics[name]?.[Number(place)]?.state
    return state === undefined
      ? null
      : map('Attributes', { ConfirmationWasAuthenticated: `${state === 'signed'}` })
  },
  GetSMSSandboxAccountStatus: (_, { isInSandbox }) => `<IsInSandbox>${isInSandbox}</IsInSandbox>`,
  ListSMSSandboxPhoneNumbers: (_, { verified, pending = [] }) =>
    list('PhoneNumbers', [
      ...verified.map((phone) => `<PhoneNumber>${phone}</PhoneNumber><Status>Verified</Status>`),
      ...pending.map((phone) => `<PhoneNumber>${phone}</PhoneNumber><Status>Pending</Status>`),
    ]),
  GetSMSAttributes: (_, { attributes }) => map('attributes', attributes),
  ListOriginationNumbers: (_, { numbers }) =>
    list(
      'PhoneNumbers',
      numbers.map(
        ({ country, status }) =>
          `<Iso2CountryCode>${country}</Iso2CountryCode><Status>${status}</Status>` +
          '<NumberCapabilities><member>SMS</member></NumberCapabilities>',
      ),
    ),
  CheckIfPhoneNumberIsOptedOut: (form, { optedOut }) =>
    `<isOptedOut>${optedOut.includes(form.get('phoneNumber') ?? '')}</isOptedOut>`,
}

function arnOf(region: string, topic: string): string {
  return `arn:aws:sns:${region}:111122223333:${topic}`
}

function list(name: string, members: readonly string[]): string {
  return `<${name}>${members.map((one) => `<member>${one}</member>`).join('')}</${name}>`
}

function map(name: string, values: Readonly<Record<string, string>>): string {
  const entries = Object.entries(values).map(
    ([key, value]) => `<entry><key>${key}</key><value>${value}</value></entry>`,
  )
  return `<${name}>${entries.join('')}</${name}>`
}
