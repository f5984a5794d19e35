/** SNS stub: takes publishes and reads as SNS does, form-encoded in and XML out, and tells what was published where. */
import { createServer, type IncomingMessage } from 'node:http'
import { onLoopback } from './loopback.ts'
import { answerRead, type StubRegion } from './sns-reads.ts'

interface Publish {
  /** The Region that the request was signed for. */
  readonly region: string
  /** The topic's ARN. */
  readonly topic: string
  readonly subject: string
  readonly structure: string
  /** One text a protocol. */
  readonly message: Readonly<Record<string, string>>
  readonly attributes: Readonly<Record<string, string>>
  /** `String` or `String.Array`, by the attribute's name. */
  readonly types: Readonly<Record<string, string>>
}

export interface SnsStub {
  readonly url: string
  /** What it took, in order. */
  readonly published: readonly Publish[]
  /** How many requests came for a Region, those that were refused included. */
  requests(region: string): number
  /** How many connections came. */
  connections(): number
  close(): Promise<void>
}

/** How a Region answers: as it should, with an error of the service, or never; `lost`: it takes, and hangs up. */
export type Mood = 'well' | 'failing' | 'unavailable' | 'throttling' | 'hanging' | 'no-topic' | 'lost'

/** `held`: what each Region holds for actions that only read; without it these are refused. */
export async function snsStub(
  moodOf: (region: string) => Mood = () => 'well',
  held: ReadonlyMap<string, StubRegion> = new Map(),
): Promise<SnsStub> {
  const published: Publish[] = []
  const regions: string[] = []
  let connections = 0
  const server = createServer(async (request, response) => {
    const form = new URLSearchParams(await bodyOf(request))
    const region = regionOf(request)
    regions.push(region)
    const mood = moodOf(region)
    if (mood === 'hanging') return
    const action = form.get('Action')
    if (action === 'Publish' && mood === 'lost') {
      published.push(publishOf(form, region))
      request.socket.destroy()
      return
    }
    const holding = held.get(region)
    if (action !== 'Publish' && mood === 'well' && holding) {
      const read = answerRead(form, region, holding)
      response.writeHead(read.ok ? 200 : read.status, { 'content-type': 'text/xml' })
      response.end(read.ok ? read.xml : errorXml(read.code))
      return
    }
    if (action !== 'Publish' || mood !== 'well') {
      const [status, code] = refusal(action, mood)
      response.writeHead(status, { 'content-type': 'text/xml' })
      response.end(errorXml(code))
      return
    }
    published.push(publishOf(form, region))
    response.writeHead(200, { 'content-type': 'text/xml' })
    response.end(answerXml(published.length))
  })
  server.on('connection', () => {
    connections += 1
  })
  return {
    ...(await onLoopback(server)),
    published,
    connections: () => connections,
    requests: (region) => regions.filter((one) => one === region).length,
  }
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request.setEncoding('utf8')) body += chunk
  return body
}

/** `Credential=KEY/20261122/eu-central-1/sns/aws4_request`. */
export function regionOf({ headers }: IncomingMessage): string {
  return /Credential=[^/]+\/\d+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? 'unsigned'
}

function refusal(action: string | null, mood: Mood): readonly [status: number, code: string] {
  if (action !== 'Publish') return [400, 'InvalidAction']
  return REFUSALS[mood] ?? [500, 'InternalFailure']
}

const REFUSALS: Partial<Record<Mood, readonly [status: number, code: string]>> = {
  'no-topic': [404, 'NotFound'],
  throttling: [400, 'Throttling'],
  unavailable: [503, 'ServiceUnavailable'],
}

function publishOf(form: URLSearchParams, region: string): Publish {
  return {
    region,
    topic: form.get('TopicArn') ?? '',
    subject: form.get('Subject') ?? '',
    structure: form.get('MessageStructure') ?? '',
    message: JSON.parse(form.get('Message') ?? 'null') as Record<string, string>,
    attributes: attributesOf(form, 'StringValue'),
    types: attributesOf(form, 'DataType'),
  }
}

function attributesOf(form: URLSearchParams, part: 'StringValue' | 'DataType'): Record<string, string> {
  const entries: [string, string][] = []
  for (let place = 1; form.has(`MessageAttributes.entry.${place}.Name`); place++) {
    const entry = `MessageAttributes.entry.${place}`
    entries.push([form.get(`${entry}.Name`)!, form.get(`${entry}.Value.${part}`) ?? ''])
  }
  return Object.fromEntries(entries)
}

const NAMESPACE = 'xmlns="http://sns.amazonaws.com/doc/2010-03-31/"'

function answerXml(count: number): string {
  const request = `<ResponseMetadata><RequestId>request-${count}</RequestId></ResponseMetadata>`
  return `<PublishResponse ${NAMESPACE}><PublishResult><MessageId>message-${count}</MessageId></PublishResult>${request}</PublishResponse>`
}

function errorXml(code: string): string {
  return `<ErrorResponse ${NAMESPACE}><Error><Type>Sender</Type><Code>${code}</Code><Message>refused</Message></Error><RequestId>r</RequestId></ErrorResponse>`
}
