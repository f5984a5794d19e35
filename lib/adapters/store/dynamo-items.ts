/** DynamoDB items: the table in AWS or in a local engine, which must be there: nothing is created. */
import { isDeepStrictEqual } from 'node:util'
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb'
import { TABLE_KEYS } from '../../names/table.ts'
import type { Attribute, Condition, Item, Items, QueryOptions } from './items.ts'

/** Reads are consistent within the replica: a judge must see the look and the record just written beside it. */
export function dynamoItems(client: DynamoDBClient, table: string): Items {
  return {
    async put(item, condition) {
      const sending = client.send(
        new PutItemCommand({
          TableName: table,
          Item: toValues(item),
          ...conditionInput(item, condition),
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      )
      return named(
        `write ${item.pk}/${item.sk} to table ${table}`,
        sending.then(() => true, unlessRefused(item)),
      )
    },
    async get(pk, sk) {
      const Key = toValues({ [TABLE_KEYS.partition]: pk, [TABLE_KEYS.sort]: sk })
      const getting = client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }))
      const { Item: found } = await named(`read ${pk}/${sk} of table ${table}`, getting)
      return found === undefined ? null : itemOf(found)
    },
    async query(pk, options = {}) {
      return named(`read ${pk} of table ${table}`, allPages(client, queryInput(table, pk, options)))
    },
    async close() {
      client.destroy()
    },
  }
}

/** The engine's errors do not say what was asked of it. */
async function named<T>(action: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const reason = error instanceof Error ? error.message || error.name : String(error)
    throw new Error(`Cannot ${action}: ${reason}`, { cause: error })
  }
}

function conditionInput(
  item: Item,
  condition: Condition,
): Pick<
  PutItemCommand['input'],
  'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
> {
  const absent = `attribute_not_exists(${TABLE_KEYS.partition})`
  if (condition.kind === 'absent') return { ConditionExpression: absent }
  const [compare, bound] =
    condition.kind === 'newer' ? ['<', item[condition.attribute]] : ['<=', condition.at]
  if (typeof bound !== 'number') {
    throw new Error(`Cannot compare ${item.pk}/${item.sk}: its ${condition.attribute} is not a number`)
  }
  return {
    ConditionExpression: `${absent} OR #attribute ${compare} :bound`,
    ExpressionAttributeNames: { '#attribute': condition.attribute },
    ExpressionAttributeValues: { ':bound': toValue(bound) },
  }
}

/**
 * A refused condition is an answer. If this was a retry and the very item is stored, then an earlier try of
 * this put wrote it and only its answer was lost.
 */
function unlessRefused(item: Item): (error: unknown) => boolean {
  return (error) => {
    if (!(error instanceof ConditionalCheckFailedException)) throw error
    return (error.$metadata.attempts ?? 1) > 1 && isDeepStrictEqual(error.Item, toValues(item))
  }
}

function queryInput(table: string, pk: string, options: QueryOptions): QueryCommandInput {
  const { prefix, latestFirst = false, limit } = options
  return {
    TableName: table,
    ConsistentRead: true,
    ScanIndexForward: !latestFirst,
    ...(limit === undefined ? {} : { Limit: limit }),
    KeyConditionExpression: prefix ? '#pk = :pk AND begins_with(#sk, :prefix)' : '#pk = :pk',
    ExpressionAttributeNames: {
      '#pk': TABLE_KEYS.partition,
      ...(prefix ? { '#sk': TABLE_KEYS.sort } : {}),
    },
    ExpressionAttributeValues: {
      ':pk': toValue(pk),
      ...(prefix ? { ':prefix': toValue(prefix) } : {}),
    },
  }
}

/** A page ends at 1 MB, whatever is still to come. */
async function allPages(client: DynamoDBClient, input: QueryCommandInput): Promise<readonly Item[]> {
  const items: Item[] = []
  let next: QueryCommandInput['ExclusiveStartKey']
  do {
    const page = await client.send(new QueryCommand({ ...input, ExclusiveStartKey: next }))
    items.push(...(page.Items ?? []).map(itemOf))
    next = page.LastEvaluatedKey
  } while (next !== undefined && items.length < (input.Limit ?? Number.POSITIVE_INFINITY))
  return items.slice(0, input.Limit)
}

function toValues(item: Readonly<Record<string, Attribute>>): Record<string, AttributeValue> {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, toValue(value)]))
}

function toValue(value: Attribute): AttributeValue {
  if (typeof value === 'string') return { S: value }
  if (typeof value === 'number') return { N: String(value) }
  return { B: Uint8Array.from(value) }
}

function itemOf(values: Readonly<Record<string, AttributeValue>>): Item {
  const entries = Object.entries(values).map(([name, value]) => [name, attributeOf(name, value)])
  return Object.fromEntries(entries)
}

function attributeOf(name: string, value: AttributeValue): Attribute {
  if (value.S !== undefined) return value.S
  if (value.N !== undefined) return Number(value.N)
  if (value.B !== undefined) return value.B
  throw new Error(`Cannot read attribute ${name}: its type is ${Object.keys(value)}, expected S, N or B`)
}
