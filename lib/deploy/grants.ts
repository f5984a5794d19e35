/** Grants: what each function may do; it has no other permission but to write its own log. */
import { ArnFormat } from 'aws-cdk-lib'
import { Effect } from 'aws-cdk-lib/aws-iam'
import { secretsToLook, secretsToPage } from '../domain/settings/needed-secrets.ts'
import { contactsWithTopic } from '../domain/settings/sections/contact-settings.ts'
import { LINK_KEY, parameterName, topicArn, topicName } from '../names/resources.ts'
import { PARTITIONS, tableName } from '../names/table.ts'
import { type Grant, grant, grantNamed } from './grant.ts'
import type { Site } from './site.ts'

/**
 * Look meets hostile endpoints, so it may touch nothing but its own looks: it could not silence a page by
 * writing that one was sent.
 */
export function lookGrants(site: Site): readonly Grant[] {
  const own = { tables: [tableArn(site, site.region)], partitions: [looksOf(site)] }
  return [
    onPartitions({ ...own, actions: [...READ, ...WRITE] }),
    ...withoutLinkKey(site, secretGrants(site, secretsToLook(site.settings))),
  ]
}

/**
 * Judge must go on when the table of its own Region does not answer, and then also stores there the look that
 * look could not; and it pages from any paging Region, calls webhooks and signs links.
 */
export function judgeGrants(site: Site): readonly Grant[] {
  const tables = site.settings.vantages.map(({ name }) => tableArn(site, name))
  const partitions = [PARTITIONS.view, PARTITIONS.claim, PARTITIONS.sent, PARTITIONS.place, looksOf(site)]
  return [
    grant({ actions: READ, resources: tables }),
    onPartitions({ actions: WRITE, tables, partitions }),
    ...secretGrants(site, [...secretsToPage(site.settings), LINK_KEY]),
    ...topicGrants(site),
  ]
}

/**
 * Desk answers anybody who knows its address, so it may write what people do and nothing else, and read the one
 * secret by which it knows them. Like judge it goes on when the table of its own Region does not answer.
 */
export function deskGrants(site: Site): readonly Grant[] {
  const tables = site.settings.vantages.map(({ name }) => tableArn(site, name))
  return [
    grant({ actions: READ, resources: tables }),
    onPartitions({ actions: WRITE, tables, partitions: [PARTITIONS.deed] }),
    grant({ actions: [READ_SECRETS], resources: [secretArn(site, LINK_KEY)] }),
  ]
}

const READ = ['dynamodb:GetItem', 'dynamodb:Query']
const WRITE = ['dynamodb:PutItem']
const READ_SECRETS = 'ssm:GetParameters'

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

/** Of this Region. The key of AWS itself encrypts the parameters, and lets whoever may read them decrypt them. */
function secretGrants(site: Site, secrets: readonly string[]): readonly Grant[] {
  const arnOf = (secret: string) => secretArn(site, secret)
  return grantNamed(READ_SECRETS, secrets.map(arnOf), [arnOf('')])
}

/** With it, whoever meets hostile endpoints could acknowledge in anybody's name; many secrets are named by a wildcard. */
function withoutLinkKey(site: Site, grants: readonly Grant[]): readonly Grant[] {
  if (!grants.some(({ acknowledged }) => acknowledged)) return grants
  const resources = [secretArn(site, LINK_KEY)]
  return [...grants, grant({ effect: Effect.DENY, actions: [READ_SECRETS], resources })]
}

function secretArn({ stack, settings }: Site, secret: string): string {
  return stack.formatArn({
    service: 'ssm',
    resource: `parameter${parameterName(settings.name, secret)}`,
    arnFormat: ArnFormat.NO_RESOURCE_NAME,
  })
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
