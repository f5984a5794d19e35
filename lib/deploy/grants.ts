/** Grants: what each function may do; it has no other permission but to write its own log. */
import { ArnFormat } from 'aws-cdk-lib'
import { secretsToLook } from '../domain/settings/secrets.ts'
import { contactsWithTopic } from '../domain/settings/topics.ts'
import { parameterName, topicArn, topicName } from '../names/resources.ts'
import { PARTITIONS, tableName } from '../names/table.ts'
import { type Grant, grant, grantNamed } from './grant.ts'
import type { Site } from './site.ts'

/**
 * Look meets hostile endpoints, so it may touch nothing but its own looks: it could not silence a page by
 * writing that one was sent.
 */
export function lookGrants(site: Site): readonly Grant[] {
  const own = { tables: [tableArn(site, site.region)], partitions: [looksOf(site)] }
  return [onPartitions({ ...own, actions: [...READ, ...WRITE] }), ...secretGrants(site)]
}

/**
 * Judge must go on when the table of its own Region does not answer, and then also stores there the look that
 * look could not; and it pages from any paging Region.
 */
export function judgeGrants(site: Site): readonly Grant[] {
  const tables = site.settings.vantages.map(({ name }) => tableArn(site, name))
  const partitions = [PARTITIONS.view, PARTITIONS.claim, PARTITIONS.sent, PARTITIONS.place, looksOf(site)]
  return [
    grant({ actions: READ, resources: tables }),
    onPartitions({ actions: WRITE, tables, partitions }),
    ...topicGrants(site),
  ]
}

/** Desk answers anybody who knows its address, so it may write what people do and nothing else. */
export function deskGrants(site: Site): readonly Grant[] {
  const tables = [tableArn(site, site.region)]
  return [
    grant({ actions: READ, resources: tables }),
    onPartitions({ actions: WRITE, tables, partitions: [PARTITIONS.deed] }),
  ]
}

const READ = ['dynamodb:GetItem', 'dynamodb:Query']
const WRITE = ['dynamodb:PutItem']

interface OnPartitions {
  readonly actions: string[]
  readonly tables: string[]
  readonly partitions: readonly string[]
}

function onPartitions({ actions, tables, partitions }: OnPartitions): Grant {
  const conditions = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': partitions } }
  return grant({ actions, resources: tables, conditions })
}

/** Partition key of this Region's own looks. */
function looksOf({ region }: Site): string {
  return `${PARTITIONS.look}#${region}`
}

function tableArn({ stack, settings }: Site, region: string): string {
  const resourceName = tableName(settings.name)
  return stack.formatArn({ service: 'dynamodb', region, resource: 'table', resourceName })
}

/** The key of AWS itself encrypts the parameters, and lets whoever may read them decrypt them. */
function secretGrants({ stack, settings }: Site): readonly Grant[] {
  const arnOf = (secret: string) =>
    stack.formatArn({
      service: 'ssm',
      resource: `parameter${parameterName(settings.name, secret)}`,
      arnFormat: ArnFormat.NO_RESOURCE_NAME,
    })
  return grantNamed('ssm:GetParameters', secretsToLook(settings).map(arnOf), [arnOf('')])
}

function topicGrants({ stack, settings }: Site): readonly Grant[] {
  const { account } = stack
  const arnsIn = (region: string, contacts: readonly string[]) =>
    contacts.map((id) => topicArn({ region, account, topic: topicName(settings.name, id) }))
  const contacts = contactsWithTopic(settings).map(({ id }) => id)
  return grantNamed(
    'sns:Publish',
    settings.pagingRegions.flatMap((region) => arnsIn(region, contacts)),
    settings.pagingRegions.flatMap((region) => arnsIn(region, [''])),
  )
}
