/** Cost: what a month of watching costs, as multiplications that a reader can do again by hand. */

/** A number and what it counts. */
export interface Quantity {
  readonly amount: number
  readonly unit: string
}

/** A quantity that lines are made from: a sum of products, perhaps divided, perhaps rounded up. */
export interface Working {
  readonly what: string
  /** Products of one or more quantities, which are summed. */
  readonly terms: readonly (readonly Quantity[])[]
  /** What the sum is divided by. */
  readonly over?: Quantity
  readonly result: Quantity
}

/** What a price is asked for; free tiers are given by meter. */
export type Meter =
  | 'lambda-requests'
  | 'lambda-gb-seconds'
  | 'table-writes'
  | 'table-reads'
  | 'table-storage'
  | 'table-backup'
  | 'schedules'
  | 'alarms'
  | 'log-bytes'
  | 'parameters'
  | 'bytes-to-internet'
  | 'bytes-to-regions'

export type Service =
  | 'Lambda'
  | 'DynamoDB'
  | 'EventBridge Scheduler'
  | 'CloudWatch'
  | 'Systems Manager'
  | 'Data transfer'

/** A list price: so many US dollars for so many units. */
export interface Price {
  readonly dollars: number
  readonly per: number
  /** Where it was read, and when. */
  readonly source: string
}

/** One line of the bill: the product of its factors at a price, in whole cents. */
export interface CostLine {
  readonly service: Service
  readonly what: string
  readonly meter: Meter
  readonly factors: readonly Quantity[]
  readonly price: Price
  readonly cents: number
}

/** What an account gets for nothing every month, and what of it this use would take. */
export interface FreeTier {
  readonly meter: Meter
  readonly free: Quantity
  /** The smaller one of what is free and what is used. */
  readonly taken: Quantity
  readonly price: Price
  readonly cents: number
}

/** What an hour costs more while all these nodes are sick. */
export interface OnFire {
  readonly nodes: number
  readonly lines: readonly CostLine[]
  readonly cents: number
}

export interface MonthlyCost {
  readonly nodes: number
  readonly references: number
  readonly vantages: number
  readonly cadenceMs: number
  /** Where sizes and durations come from, in sentences. */
  readonly measures: readonly string[]
  readonly workings: readonly Working[]
  readonly lines: readonly CostLine[]
  readonly freeTiers: readonly FreeTier[]
  /** Whether the free tiers are taken off the total. */
  readonly withFreeTier: boolean
  /** The sum of the lines, less the free tiers if they are taken off. */
  readonly totalCents: number
  readonly onFire: OnFire
  /** What is not in the total, in sentences. */
  readonly leftOut: readonly string[]
}
