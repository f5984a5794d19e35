/** SNS pager: publishes a message to its contact's topic, in the first paging Region whose SNS takes it. */
import { PublishCommand, SNSClient, SNSServiceException } from '@aws-sdk/client-sns'
import { jsonMessage } from '../../domain/notices/channels/json-message.ts'
import { shortened } from '../../domain/notices/channels/shortened.ts'
import type { Message } from '../../domain/notices/notice.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { toGsm7 } from '../../domain/text/gsm7.ts'
import { CHANNEL_ATTRIBUTE, SMS_CHANNEL } from '../../names/message-attributes.ts'
import { topicArn, topicName } from '../../names/resources.ts'
import type { Pager, Receipt } from '../../ports.ts'
import { isRefusal } from '../http/is-refusal.ts'
import { noneTaken } from '../http/none-taken.ts'
import { callLimits, FUNCTION_CALLS } from './call-limits.ts'
import { byDistance } from './region-distance.ts'

interface SnsPagerOptions {
  readonly installation: string
  /** The account that owns the topics. */
  readonly account: string
  /** Paging Regions in the order in which they are tried, each with its client. */
  readonly clients: ReadonlyMap<string, SNSClient>
}

/** For one Region: a turn must have room for the next Region. */
const PUBLISH_MS_MAX = 5_000

/** To another Region: the way there and back is part of it, and so is a new connection. */
const FAR_REQUEST_MS = 3_000

/** Of all texts together: "Message" of Publish in the API reference of SNS. Attributes count too. */
const MESSAGE_BYTES_MAX = 262_144 - 1_024

/** SNS wants less than a hundred. */
const SUBJECT_LETTERS_MAX = 99

/**
 * Never tried again in the same Region: a publish whose answer is lost may have been taken, and every further try
 * would tell it once more. For the same reason every publish has a new connection: one that died while the function
 * was frozen looks just like a lost answer.
 */
function snsClient(region: string, vantage: string): SNSClient {
  const requestMs = region === vantage ? FUNCTION_CALLS.requestMs : FAR_REQUEST_MS
  return new SNSClient({
    region,
    ...callLimits({ ...FUNCTION_CALLS, requestMs, attemptsMax: 1, keepAlive: false }),
  })
}

/** The paging Regions as a vantage tries them: its own if it is one, then the nearest. */
export function snsClients(
  { pagingRegions }: Pick<Settings, 'pagingRegions'>,
  vantage: string,
): SnsPagerOptions['clients'] {
  return new Map(byDistance(pagingRegions, vantage).map((region) => [region, snsClient(region, vantage)]))
}

/** A Region that failed is tried last from then on; make one pager a run. */
export function snsPager({ installation, account, clients }: SnsPagerOptions): Pager {
  const order = [...clients.keys()]

  async function send(message: Message): Promise<Receipt> {
    const topic = topicName(installation, message.contact)
    const problems: string[] = []
    let isRefused = true
    for (const region of [...order]) {
      try {
        const messageId = await publish(clients.get(region)!, topicArn({ region, account, topic }), message)
        return { messageId, channel: `sns ${region}` }
      } catch (error) {
        problems.push(`${region}: ${String(error)}`)
        isRefused &&= wasRefused(error)
        order.push(...order.splice(order.indexOf(region), 1))
      }
    }
    const because = `Cannot publish to ${topic} in any paging Region: ${problems.join('; ') || 'there is none'}`
    return noneTaken(message, { because, outcome: isRefused ? 'refused' : 'unknown' })
  }

  return { send }
}

/** Whether SNS itself has answered that it did not take it; a lost answer may have been any. */
function wasRefused(error: unknown): boolean {
  const status = error instanceof SNSServiceException ? error.$metadata.httpStatusCode : undefined
  return status !== undefined && isRefusal(status)
}

async function publish(client: SNSClient, arn: string, message: Message): Promise<string> {
  const command = new PublishCommand({
    TopicArn: arn,
    Subject: subjectOf(message.title),
    MessageStructure: 'json',
    Message: textsOf(
      shortened(message, (shorter) => Buffer.byteLength(textsOf(shorter)) <= MESSAGE_BYTES_MAX),
    ),
    MessageAttributes: {
      'AWS.SNS.SMS.SMSType': attribute('Transactional'),
      severity: attribute(message.severity),
      kind: attribute(message.notices[0]!.kind),
      [CHANNEL_ATTRIBUTE]: { DataType: 'String.Array', StringValue: JSON.stringify(channelsOf(message)) },
    },
  })
  const { MessageId } = await client.send(command, { abortSignal: AbortSignal.timeout(PUBLISH_MS_MAX) })
  return MessageId ?? ''
}

/** One text a protocol; those not named get the default. */
function textsOf(message: Message): string {
  const { text, sms } = message
  return JSON.stringify({ default: text, email: text, sms, https: JSON.stringify(jsonMessage(message)) })
}

/** Only subscriptions of telephones ask whether they are named. */
function channelsOf({ texting }: Message): readonly string[] {
  return ['email', 'https', ...(texting === 'send' ? [SMS_CHANNEL] : [])]
}

function attribute(StringValue: string): { DataType: 'String'; StringValue: string } {
  return { DataType: 'String', StringValue }
}

/** Printable ASCII on one line, or SNS refuses the whole notice. */
function subjectOf(title: string): string {
  const plain = toGsm7(title)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/[^ -~]/g, '?')
  return plain.trim().slice(0, SUBJECT_LETTERS_MAX).trimEnd() || 'Watchfire'
}
