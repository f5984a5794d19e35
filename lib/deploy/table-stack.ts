/** Table stack: the one table, in its home Region, with a replica in the Region of every other vantage. */
import { type App, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { AttributeType, Billing, TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import { tableStackName } from '../names/resources.ts'
import { TABLE_KEYS, tableName } from '../names/table.ts'
import type { Installation } from './vantage-scope.ts'

type TableParts = Pick<Installation, 'settings' | 'isFirst'>

/** Its replication keeps the last writer, which loses nothing: every item has one writer or is written once. */
export class TableStack extends Stack {
  constructor(app: App, { settings: { name, home, vantages }, isFirst }: TableParts) {
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
      // A first deployment that fails must be able to take back what it made, or its next try finds the name taken.
      ...(isFirst ? {} : { deletionProtection: true }),
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      replicas: vantages.filter((vantage) => vantage.name !== home).map(({ name: region }) => ({ region })),
    })
  }
}
