/** On fire: what an hour costs more while many nodes are sick at once, line by line. */
import type { CostLine, OnFire, Quantity } from './cost.ts'
import { centsOf, productOf } from './cost-lines.ts'
import type { CostMeasures } from './cost-measures.ts'
import { PRICES } from './list-prices.ts'
import { counted, type MonthlyVolumes, READ_UNIT_BYTES } from './monthly-volumes.ts'

/** A judge runs twice a minute; to judge, and to page once it has waited for its turn. */
const READINGS_AN_HOUR = 240

/** A view is renewed once in half of freshness, and written in between where it says something else. */
const RENEWALS_AN_HOUR = 60

/** As if each node had one incident of its own, that nothing explains. */
export function onFire(
  nodes: number,
  { vantages, viewWrites }: MonthlyVolumes,
  { viewBytes }: CostMeasures,
): OnFire {
  const sick = counted(nodes, 'sick node')
  const readings = counted(READINGS_AN_HOUR, 'reading')
  const replicas = counted(vantages.amount, 'replica')
  const viewUnits = Math.ceil((vantages.amount * nodes * viewBytes) / READ_UNIT_BYTES)
  const lines = [
    line('views written', 'table-writes', [
      vantages,
      sick,
      counted(RENEWALS_AN_HOUR, 'renewal'),
      viewWrites,
      replicas,
    ]),
    line('views read', 'table-reads', [vantages, readings, counted(viewUnits, 'unit')]),
    line('records read', 'table-reads', [vantages, readings, sick, counted(1, 'unit')]),
  ]
  return { nodes, lines, cents: lines.reduce((sum, { cents }) => sum + cents, 0) }
}

function line(what: string, meter: CostLine['meter'], factors: readonly Quantity[]): CostLine {
  return {
    service: 'DynamoDB',
    what,
    meter,
    factors,
    price: PRICES[meter],
    cents: centsOf(productOf(factors), meter),
  }
}
