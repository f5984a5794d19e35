/** Table: the name and the key attributes of the one table, as run code and deploy code must both spell them. */

/** The attributes that the table itself knows; all others are the items' own. */
export const TABLE_KEYS = {
  /** Partition key, a string. */
  partition: 'pk',
  /** Sort key, a string. */
  sort: 'sk',
  /** When the item expires, Unix time in whole seconds; the engine deletes it some time after. */
  expires: 'ttl',
} as const

/** First parts of the partition keys. Who may write what is granted by them, so they are no matter of the items alone. */
export const PARTITIONS = {
  /** Followed by `#` and the vantage. */
  look: 'look',
  view: 'view',
  claim: 'claim',
  sent: 'sent',
  /** What phones were told or spared, by contact and time. */
  phone: 'phone',
  deed: 'deed',
  place: 'place',
} as const

/** The name of the table, the same in every Region; two deployments in one account differ by their names. */
export function tableName(deployment: string): string {
  if (!/^[a-zA-Z0-9_.-]{1,200}$/.test(deployment)) {
    throw new Error(
      `Cannot name the table of deployment "${deployment}": expected 1 to 200 letters, digits, "_", "." or "-"`,
    )
  }
  return `watchfire-${deployment}`
}
