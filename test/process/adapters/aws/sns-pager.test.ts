/** Laws of the SNS pager: every protocol has its own text, and a Region that fails is left for the next. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { snsClients, snsPager } from '../../../../lib/adapters/aws/sns-pager.ts'
import type { Notice } from '../../../../lib/domain/notices/notice.ts'
import { messageOf, noticeOf } from '../../../kit/messages.ts'
import { type Mood, type SnsStub, snsStub } from '../../../kit/sns-stub.ts'

const NOTICE = noticeOf({
  title: `CRITICAL – Größe “x”: ${'two chains '.repeat(20)}`,
  text: 'The whole message.\nSecond line: ü.',
  sms: { lead: ['short'], sentences: [] },
})
const MESSAGE = messageOf([NOTICE])

const REGIONS = ['eu-central-1', 'us-west-2', 'ap-southeast-2']

describe('the SNS pager', () => {
  const moods = new Map<string, Mood>()
  let sns: SnsStub
  const environment = { ...process.env }
  before(async () => {
    sns = await snsStub((region) => moods.get(region) ?? 'well')
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_SNS: sns.url,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    })
  })
  after(async () => {
    process.env = environment
    await sns.close()
  })

  function pagerFrom(vantage: string, regions: readonly string[] = REGIONS) {
    const clients = snsClients({ pagingRegions: regions }, vantage)
    return snsPager({ installation: 'main', account: '111122223333', clients })
  }

  it('publishes to the contact’s topic of its own Region, a text a protocol', async () => {
    const { messageId } = await pagerFrom('us-west-2').send(MESSAGE)
    const published = sns.published.at(-1)!
    assert.equal(messageId, `message-${sns.published.length}`)
    assert.equal(published.region, 'us-west-2')
    assert.equal(published.topic, 'arn:aws:sns:us-west-2:111122223333:watchfire-main-to-ann')
    assert.equal(published.structure, 'json')
    const { https, ...texts } = published.message
    assert.deepEqual(texts, { default: NOTICE.text, email: NOTICE.text, sms: 'short' })
    const at = '2026-11-22T12:00:00.000Z'
    assert.deepEqual(JSON.parse(https!), {
      version: 1,
      ...MESSAGE,
      at,
      notices: [{ ...NOTICE, at, sms: 'short' }],
    })
    assert.deepEqual(published.attributes, {
      'AWS.SNS.SMS.SMSType': 'Transactional',
      severity: 'critical',
      kind: 'chain-split',
      channel: '["email","https","sms"]',
    })
    assert.equal(published.types.channel, 'String.Array')
  })

  it('names text messages among the channels only while they are to go out', async () => {
    await pagerFrom('us-west-2').send({ ...MESSAGE, texting: 'hold' })
    const held = sns.published.at(-1)!
    assert.equal(held.attributes.channel, '["email","https"]')
    assert.equal(held.message.email, NOTICE.text)
    assert.equal(held.attributes['AWS.SNS.SMS.SMSType'], 'Transactional')
  })

  it('cuts a message that SNS would refuse as too long, the least severe notices first', async () => {
    const text = 'Ein “Zitat” über zwei Ketten.\n'.repeat(400)
    const notices = Array.from({ length: 100 }, (_, place) => ({ ...NOTICE, text, incident: `id-${place}` }))
    await pagerFrom('us-west-2').send({ ...MESSAGE, notices, text: text.repeat(100) })
    const { message } = sns.published.at(-1)!
    assert.ok(Buffer.byteLength(JSON.stringify(message)) <= 262_144)
    assert.ok(Buffer.byteLength(JSON.stringify(message)) > 262_144 / 4)
    assert.match(message.email!, /^Ein “Zitat”.*\(Cut here: [^)]+\)$/s)
    const told = JSON.parse(message.https!).notices.map(({ incident }: Notice) => incident)
    assert.ok(told.length > 0 && told.length < notices.length)
    assert.deepEqual(
      told,
      notices.slice(0, told.length).map(({ incident }) => incident),
    )
  })

  it('gives a subject that SNS takes: fewer than a hundred printable ASCII letters', async () => {
    for (const [title, subject] of [
      [NOTICE.title, /^CRITICAL - Gro\?e "x": two chains [ -~]+$/],
      ['\n\u0007 a\nb ', /^\? a b$/],
      ['', /^Watchfire$/],
      ['火'.repeat(300), /^\?{99}$/],
    ] as const) {
      await pagerFrom('us-west-2').send({ ...MESSAGE, title })
      const published = sns.published.at(-1)!
      assert.match(published.subject, subject)
      assert.ok(published.subject.length < 100)
    }
  })

  it('publishes in the first paging Region where its own is none', async () => {
    await pagerFrom('sa-east-1').send(MESSAGE)
    assert.equal(sns.published.at(-1)!.region, 'eu-central-1')
  })

  for (const mood of ['failing', 'unavailable', 'throttling', 'hanging', 'no-topic', 'lost'] as const)
    it(`goes on to the next paging Region from one that is ${mood}, and starts there next time`, async () => {
      moods.set('us-west-2', mood)
      const pager = pagerFrom('us-west-2')
      const before = sns.requests('us-west-2')
      await pager.send(MESSAGE)
      const asked = sns.requests('us-west-2')
      assert.equal(sns.published.at(-1)!.region, 'eu-central-1')
      assert.equal(sns.requests('us-west-2'), before + 1)
      await pager.send(MESSAGE)
      assert.equal(sns.published.at(-1)!.region, 'eu-central-1')
      assert.equal(sns.requests('us-west-2'), asked)
      moods.clear()
    })

  it('tells twice at most when a Region takes what is published and its answers are lost', async () => {
    moods.set('us-west-2', 'lost')
    const before = sns.published.length
    assert.equal((await pagerFrom('us-west-2').send(MESSAGE)).channel, 'sns eu-central-1')
    const regions = sns.published.slice(before).map(({ region }) => region)
    assert.deepEqual(regions, ['us-west-2', 'eu-central-1'])
    moods.clear()
  })

  it('opens a connection for each publish, for a kept one may have died unseen', async () => {
    const pager = pagerFrom('us-west-2')
    const before = sns.connections()
    for (let turn = 0; turn < 3; turn++) await pager.send(MESSAGE)
    assert.equal(sns.connections(), before + 3)
  })

  const WHAT_IS_KNOWN = [
    ['no-topic', 'refused'],
    ['throttling', 'refused'],
    ['unavailable', 'refused'],
    ['failing', 'unknown'],
    ['lost', 'unknown'],
  ] as const
  for (const [mood, outcome] of WHAT_IS_KNOWN)
    it(`knows whether anything may have arrived by Regions that are ${mood}: ${outcome}`, async () => {
      moods.set('us-west-2', mood).set('eu-central-1', mood)
      const { untaken = [] } = await pagerFrom('us-west-2', REGIONS.slice(0, 2)).send(MESSAGE)
      assert.deepEqual([...new Set(untaken.map((one) => one.outcome))], [outcome])
      moods.clear()
    })

  it('says of every Region why it failed when all do', async () => {
    moods.set('eu-central-1', 'failing').set('us-west-2', 'no-topic')
    const { untaken = [] } = await pagerFrom('us-west-2', REGIONS.slice(0, 2)).send(MESSAGE)
    assert.match(
      untaken[0]!.because,
      /^Cannot publish to watchfire-main-to-ann in any paging Region: us-west-2: .*; eu-central-1: /,
    )
    moods.clear()
  })
})
