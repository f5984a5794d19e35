/** Monthly cost: the cost of a month of watching by some settings; pure arithmetic over measures and list prices. */

import { secretsToLook, secretsToPage } from '../../domain/settings/needed-secrets.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import type { CostLine, FreeTier, MonthlyCost } from './cost.ts'
import { centsOf, costLines, productOf } from './cost-lines.ts'
import type { CostMeasures } from './cost-measures.ts'
import { FREE_TIERS, PRICES } from './list-prices.ts'
import { volumesOf } from './monthly-volumes.ts'
import { onFire } from './on-fire.ts'

interface CostOptions {
  /** Takes the free tiers off, as if nothing else in the account used them. */
  readonly withFreeTier: boolean
}

export function monthlyCost(
  settings: Settings,
  measures: CostMeasures,
  { withFreeTier }: CostOptions,
): MonthlyCost {
  const { nodes, references, vantages, cadenceMs } = settings
  const volumes = volumesOf(settings, measures)
  const desks = settings.pagingRegions.length
  const secrets = new Set([...secretsToLook(settings), ...secretsToPage(settings)]).size
  const lines = costLines({ volumes, measures, cadenceMs, desks, secrets })
  const freeTiers = freeTiersOf(lines)
  const saved = withFreeTier ? sumOf(freeTiers) : 0
  return {
    nodes: nodes.length,
    references: references.length,
    vantages: vantages.length,
    cadenceMs,
    measures: measures.says,
    workings: volumes.workings,
    lines,
    freeTiers,
    withFreeTier,
    totalCents: sumOf(lines) - saved,
    onFire: onFire(nodes.length, volumes, measures),
    leftOut: leftOut(settings),
  }
}

/** The sum of cents, which are whole numbers. */
export function sumOf(parts: readonly { readonly cents: number }[]): number {
  return parts.reduce((sum, { cents }) => sum + cents, 0)
}

function freeTiersOf(lines: readonly CostLine[]): FreeTier[] {
  return FREE_TIERS.map(({ meter, free }) => {
    const metered = lines.filter((line) => line.meter === meter)
    const used = metered.reduce((sum, { factors }) => sum + productOf(factors), 0)
    const taken = { amount: Math.min(used, free.amount), unit: free.unit }
    return { meter, free, taken, price: PRICES[meter], cents: centsOf(taken.amount, meter) }
  })
}

function leftOut({ vantages }: Settings): string[] {
  const inVpc = vantages.filter(({ vpcId }) => vpcId !== undefined).length
  return [
    'SNS: nothing is sent while all is well. A million publishes cost $0.50 and 100,000 e-mails $2.00; the price of an SMS depends on the country, from under a cent to some twenty, and is not guessed.',
    'What cold starts, secrets fetched by new containers (KMS), dead letters and the assets of the CDK add: cents.',
    'Taxes, support plans, and that most Regions cost up to a third more than us-east-1, some twice as much for data transfer.',
    ...(inVpc === 0
      ? []
      : [
          `The NAT gateways of ${inVpc === 1 ? '1 vantage' : `${inVpc} vantages`} in a VPC, which are yours and cost some $33 a month each and $0.045 a GB.`,
        ]),
  ]
}
