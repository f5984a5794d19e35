/** Function grants: what each function may do; it has no other permission but to write its own log. */
import { ArnFormat } from 'aws-cdk-lib'
import { Effect } from 'aws-cdk-lib/aws-iam'
import { secretsToLook, secretsToPage } from '../domain/settings/needed-secrets.ts'
import { contactsWithTopic } from '../domain/settings/sections/contact-settings.ts'
import { LINK_KEY, parameterName, topicArn, topicName } from '../names/resources.ts'
import { PARTITIONS, tableName } from '../names/table.ts'
import { type Grant, grant, grantNamed } from './grant.ts'
import type { VantageScope } from './vantage-scope.ts'

/**
 * Look meets hostile endpoints, so it may touch nothing but its own looks: it could not silence a page by
 * writing that one was sent.
 */
export function lookGrants(scope: VantageScope): readonly Grant[] {
  const own = { tables: [tableArn(scope, scope.region)], partitions: [looksOf(scope)] }
  return [
    onPartitions({ ...own, actions: [...READ, ...WRITE] }),
    ...withoutLinkKey(scope, secretGrants(scope, secretsToLook(scope.settings))),
  ]
}

/**
 * Judge must go on when the table of its own Region does not answer, and then also stores there the look that
 * look could not; and it pages from any paging Region, calls webhooks and signs links.
 */
export function judgeGrants(scope: VantageScope): readonly Grant[] {
  const tables = scope.settings.vantages.map(({ name }) => tableArn(scope, name))
  const partitions = [
    PARTITIONS.view,
    PARTITIONS.claim,
    PARTITIONS.sent,
    PARTITIONS.phone,
    PARTITIONS.place,
    looksOf(scope),
  ]
  return [
    grant({ actions: READ, resources: tables }),
    onPartitions({ actions: WRITE, tables, partitions }),
    ...secretGrants(scope, [...secretsToPage(scope.settings), LINK_KEY]),
    ...topicGrants(scope),
  ]
}

/**
 * Desk answers anybody who knows its address, so it may write what people do and nothing else, and read the one
 * secret by which it knows them. Like judge it goes on when the table of its own Region does not answer.
 */
export function deskGrants(scope: VantageScope): readonly Grant[] {
  const tables = scope.settings.vantages.map(({ name }) => tableArn(scope, name))
  return [
    grant({ actions: READ, resources: tables }),
    onPartitions({ actions: WRITE, tables, partitions: [PARTITIONS.deed] }),
    grant({ actions: [READ_SECRETS], resources: [secretArn(scope, LINK_KEY)] }),
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
function looksOf({ region }: VantageScope): string {
  return `${PARTITIONS.look}#${region}`
}

function tableArn({ stack, settings }: VantageScope, region: string): string {
  const resourceName = tableName(settings.name)
  return stack.formatArn({ service: 'dynamodb', region, resource: 'table', resourceName })
}

/** Of this Region. The key of AWS itself encrypts the parameters, and lets whoever may read them decrypt them. */
function secretGrants(scope: VantageScope, secrets: readonly string[]): readonly Grant[] {
  const arnOf = (secret: string) => secretArn(scope, secret)
  return grantNamed(READ_SECRETS, secrets.map(arnOf), [arnOf('')])
}

/** With it, whoever meets hostile endpoints could acknowledge in anybody's name; many secrets are named by a wildcard. */
function withoutLinkKey(scope: VantageScope, grants: readonly Grant[]): readonly Grant[] {
  if (!grants.some(({ acknowledged }) => acknowledged)) return grants
  const resources = [secretArn(scope, LINK_KEY)]
  return [...grants, grant({ effect: Effect.DENY, actions: [READ_SECRETS], resources })]
}

function secretArn({ stack, settings }: VantageScope, secret: string): string {
  return stack.formatArn({
    service: 'ssm',
    resource: `parameter${parameterName(settings.name, secret)}`,
    arnFormat: ArnFormat.NO_RESOURCE_NAME,
  })
}

function topicGrants({ stack, settings }: VantageScope): readonly Grant[] {
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
