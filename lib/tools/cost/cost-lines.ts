/** Cost lines: the bill of a month, service by service, each line a product of quantities at a price. */
import type { CostLine, Meter, Quantity, Service } from './cost.ts'
import type { CostMeasures } from './cost-measures.ts'
import { PRICES } from './list-prices.ts'
import { counted, type MonthlyVolumes } from './monthly-volumes.ts'

/** What the functions are given; a processor's share grows with it. */
const MEMORY_GB = 0.5

/**
 * CloudWatch counts the metrics of an alarm, not the alarms: they look at two functions' starts, at four signs of
 * failure and at two durations; at one more where there is another replica, and at one more where a desk answers.
 */
const ALARM_METRICS_EACH = 8

/** Views and acts of people are read once to judge, and once more to page. */
const SMALL_READS_EACH = 4

/** A look is kept for a day, and DynamoDB deletes what has expired within some days. */
const DAYS_KEPT = 3

/** How long an incident is open in a month, in minutes: a guess. Its view is then written once a minute at most. */
const INCIDENT_MINUTES = 1_200

/** How many notices are sent in a month: a guess. A claim, a record, and the record of a phone are written for each. */
const NOTICES = 1_000
const WRITES_EACH_NOTICE = 3

/** Of one incident: a query reads a unit at least. */
const RECORD_UNITS = 1

/** How often people open the status page in a month: a guess. */
const PAGE_VIEWS = 3_000

const MINUTES_A_DAY = 1_440

interface Bill {
  readonly volumes: MonthlyVolumes
  readonly measures: CostMeasures
  readonly cadenceMs: number
  /** Vantages with a status page that people open. */
  readonly desks: number
  /** Secrets that the settings name. */
  readonly secrets: number
}

export function costLines(bill: Bill): CostLine[] {
  return [
    ...lambdaLines(bill),
    ...tableWriteLines(bill),
    ...tableOtherLines(bill),
    ...watchingLines(bill),
    ...transferLines(bill),
  ]
}

/** A line's amount is rounded to a cent, so that the total is the sum of what is printed. */
export function centsOf(amount: number, meter: Meter): number {
  const { dollars, per } = PRICES[meter]
  return Math.round(((amount * dollars) / per) * 100)
}

export function productOf(factors: readonly Quantity[]): number {
  return factors.reduce((product, { amount }) => product * amount, 1)
}

function lambdaLines({ volumes, measures, desks }: Bill): CostLine[] {
  const { vantages, looks, judgeRuns } = volumes
  const runs: readonly (readonly [name: string, runs: readonly Quantity[], ms: number])[] = [
    ['look', [vantages, looks], measures.lookMs],
    ['judge', [vantages, judgeRuns], measures.judgeMs],
    ...(desks > 0 ? [['desk', [counted(PAGE_VIEWS, 'page')], measures.deskMs] as const] : []),
  ]
  return runs.flatMap(([name, factors, ms]) => {
    const time = [...factors, { amount: ms / 1_000, unit: 's' }, { amount: MEMORY_GB, unit: 'GB' }]
    return [
      line('Lambda', `${name}, requests`, { meter: 'lambda-requests', factors }),
      line('Lambda', `${name}, time`, { meter: 'lambda-gb-seconds', factors: time }),
    ]
  })
}

/** Every replica is charged for a write. What expires is deleted free of charge where that begins, and only there. */
function tableWriteLines({ volumes }: Bill): CostLine[] {
  const { vantages, looks, lookWrites, viewWrites } = volumes
  const replicas = counted(vantages.amount, 'replica')
  const others = counted(vantages.amount - 1, 'other replica')
  const writes = (what: string, factors: readonly Quantity[]) =>
    line('DynamoDB', what, { meter: 'table-writes', factors })
  const viewRuns = [vantages, counted(INCIDENT_MINUTES, 'incident minute')]
  return [
    writes('looks, written', [vantages, looks, lookWrites, replicas]),
    ...(others.amount === 0 ? [] : [writes('looks, expired', [vantages, looks, lookWrites, others])]),
    writes('views of open incidents', [...viewRuns, viewWrites, replicas]),
    writes('claims and records', [
      counted(NOTICES, 'notice'),
      { amount: WRITES_EACH_NOTICE, unit: 'small writes' },
      replicas,
    ]),
  ]
}

function tableOtherLines({ volumes, cadenceMs }: Bill): CostLine[] {
  const { vantages, looks, judgeRuns, lookReads, lookBytes } = volumes
  const looksRead = counted(vantages.amount, 'look')
  const kept = [
    vantages,
    { amount: DAYS_KEPT, unit: 'days' },
    counted(Math.ceil((MINUTES_A_DAY * 60_000) / cadenceMs), 'look'),
    lookBytes,
    counted(vantages.amount, 'replica'),
  ]
  const reads = (what: string, factors: readonly Quantity[]) =>
    line('DynamoDB', what, { meter: 'table-reads', factors })
  const small = { amount: SMALL_READS_EACH, unit: 'small reads' }
  return [
    reads('looks, read by judge', [vantages, judgeRuns, looksRead, lookReads]),
    reads('looks, read by the next one', [vantages, looks, lookReads]),
    reads('views and acts, read', [vantages, judgeRuns, small]),
    reads('records of open incidents, read', [
      vantages,
      counted(INCIDENT_MINUTES, 'incident minute'),
      counted(2, 'run'),
      counted(RECORD_UNITS, 'unit'),
    ]),
    line('DynamoDB', 'storage', { meter: 'table-storage', factors: kept }),
    line('DynamoDB', 'point-in-time recovery', { meter: 'table-backup', factors: kept }),
  ]
}

function watchingLines({ volumes, measures, desks, secrets }: Bill): CostLine[] {
  const { vantages, looks, judgeRuns } = volumes
  const minutes = counted(judgeRuns.amount - looks.amount, 'minute')
  const schedule = (what: string, starts: Quantity) =>
    line('EventBridge Scheduler', what, { meter: 'schedules', factors: [vantages, starts] })
  const alarms = (what: string, factors: readonly Quantity[]) =>
    line('CloudWatch', what, { meter: 'alarms', factors })
  const runs = counted(looks.amount + judgeRuns.amount, 'run')
  const logged = { amount: measures.logBytes, unit: 'bytes' }
  return [
    schedule('starts of look', looks),
    schedule('starts of judge', minutes),
    alarms('alarms', [vantages, counted(ALARM_METRICS_EACH + Math.min(1, vantages.amount - 1), 'metric')]),
    ...(desks > 0 ? [alarms('alarms on desks', [counted(desks, 'desk'), counted(1, 'metric')])] : []),
    line('CloudWatch', 'logs, taken in', { meter: 'log-bytes', factors: [vantages, runs, logged] }),
    line('Systems Manager', 'secrets', {
      meter: 'parameters',
      factors: [vantages, counted(secrets, 'parameter')],
    }),
  ]
}

function transferLines({ volumes }: Bill): CostLine[] {
  const { vantages, looks, targets, sentBytes, lookBytes } = volumes
  const others = counted(vantages.amount - 1, 'other replica')
  return [
    line('Data transfer', 'requests to nodes', {
      meter: 'bytes-to-internet',
      factors: [vantages, looks, targets, sentBytes],
    }),
    ...(others.amount === 0
      ? []
      : [
          line('Data transfer', 'looks to other Regions', {
            meter: 'bytes-to-regions',
            factors: [vantages, looks, lookBytes, others],
          }),
        ]),
  ]
}

function line(
  service: Service,
  what: string,
  { meter, factors }: Pick<CostLine, 'meter' | 'factors'>,
): CostLine {
  const cents = centsOf(productOf(factors), meter)
  return { service, what, meter, factors, price: PRICES[meter], cents }
}
