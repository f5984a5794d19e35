/** SNS pager: publishes a notice to its contact's topic, in the first paging Region whose SNS takes it. */
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import type { Notice } from '../domain/notice.ts'
import { toGsm7 } from '../domain/notices/gsm7.ts'
import { topicArn, topicName } from '../names/resources.ts'
import type { Pager } from '../ports.ts'
import { PATIENCE } from './aws-patience.ts'

interface SnsPagerOptions {
  readonly installation: string
  /** The account that owns the topics. */
  readonly account: string
  /** Paging Regions in the order in which they are tried, each with its client. */
  readonly clients: ReadonlyMap<string, SNSClient>
}

/** For one Region, retries included: a turn must have room for the next Region. */
const PUBLISH_MS_MAX = 5_000

/** SNS wants less than a hundred. */
const SUBJECT_LETTERS_MAX = 99

export function snsClient(region: string): SNSClient {
  return new SNSClient({ region, ...PATIENCE })
}

/** The paging Regions as a vantage tries them: its own if it is one, then the others in the settings' order. */
export function publishingOrder(pagingRegions: readonly string[], vantage: string): readonly string[] {
  return pagingRegions.toSorted((a, b) => Number(b === vantage) - Number(a === vantage))
}

/** A Region that failed is tried last from then on; make one pager a run. */
export function snsPager({ installation, account, clients }: SnsPagerOptions): Pager {
  const order = [...clients.keys()]

  async function send(notice: Notice): Promise<{ messageId: string }> {
    const topic = topicName(installation, notice.contact)
    const problems: string[] = []
    for (const region of [...order]) {
      try {
        return await publish(clients.get(region)!, topicArn({ region, account, topic }), notice)
      } catch (error) {
        problems.push(`${region}: ${String(error)}`)
        order.push(...order.splice(order.indexOf(region), 1))
      }
    }
    throw new Error(
      `Cannot publish to ${topic} in any paging Region: ${problems.join('; ') || 'there is none'}`,
    )
  }

  return { send }
}

async function publish(client: SNSClient, arn: string, notice: Notice): Promise<{ messageId: string }> {
  const command = new PublishCommand({
    TopicArn: arn,
    Subject: subjectOf(notice.title),
    MessageStructure: 'json',
    Message: JSON.stringify(messageOf(notice)),
    MessageAttributes: {
      'AWS.SNS.SMS.SMSType': attribute('Transactional'),
      severity: attribute(notice.severity),
      kind: attribute(notice.kind),
    },
  })
  const { MessageId } = await client.send(command, { abortSignal: AbortSignal.timeout(PUBLISH_MS_MAX) })
  return { messageId: MessageId ?? '' }
}

/** One text a protocol; those not named get the default. */
function messageOf(notice: Notice): Readonly<Record<string, string>> {
  const { text, sms } = notice
  return { default: text, email: text, sms, https: JSON.stringify(notice) }
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
