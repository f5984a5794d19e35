/** Table stack: the one table, in its home Region, with a replica in the Region of every other vantage. */
import { type App, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { AttributeType, Billing, TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import type { Settings } from '../domain/settings/settings.ts'
import { tableStackName } from '../names/resources.ts'
import { TABLE_KEYS, tableName } from '../names/table.ts'

/** Its replication keeps the last writer, which loses nothing: every item has one writer or is written once. */
export class TableStack extends Stack {
  constructor(app: App, { name, home, vantages }: Pick<Settings, 'name' | 'home' | 'vantages'>) {
    super(app, tableStackName(name), {
      env: { region: home },
      description: `Watchfire ${name}: the global table of looks, views, records and deeds`,
    })
    new TableV2(this, 'Table', {
      tableName: tableName(name),
      partitionKey: { name: TABLE_KEYS.partition, type: AttributeType.STRING },
      sortKey: { name: TABLE_KEYS.sort, type: AttributeType.STRING },
      timeToLiveAttribute: TABLE_KEYS.expires,
      billing: Billing.onDemand(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      replicas: vantages.filter((vantage) => vantage.name !== home).map(({ name: region }) => ({ region })),
    })
  }
}
