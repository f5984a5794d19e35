/** Cost words: a monthly cost as text in which every line can be worked out again from what it says. */

import { sayDuration } from '../../domain/text/time.ts'
import type { CostLine, FreeTier, Meter, MonthlyCost, Price, Quantity, Working } from './cost.ts'
import { sumOf } from './monthly-cost.ts'

export function costWords(cost: MonthlyCost): string[] {
  return [
    ...heading(cost),
    '',
    'What a month is made of',
    ...table(cost.workings.map(({ what, ...working }) => [what, workingText(working)])),
    ...services(cost).flatMap((service) => ['', ...serviceLines(service, cost.lines)]),
    '',
    ...freeTierLines(cost),
    '',
    `Total: ${totalText(cost)}`,
    '',
    ...onFireLines(cost),
    '',
    'Where the numbers come from',
    ...cost.measures.map((sentence) => `  ${sentence}`),
    ...sourceLines(cost.lines),
    '',
    'Not in the total',
    ...cost.leftOut.map((sentence) => `  ${sentence}`),
  ]
}

function heading({ nodes, references, vantages, cadenceMs }: MonthlyCost): string[] {
  const watched = `${said(nodes, 'node')}${references === 0 ? '' : `, ${said(references, 'reference')}`}`
  return [
    `A month of Watchfire: ${watched}, ${said(vantages, 'vantage')}, a look every ${sayDuration(cadenceMs)}.`,
    'US dollars, list prices of us-east-1. A month has 730 hours. Each amount is rounded to a cent.',
  ]
}

function said(amount: number, noun: string): string {
  return `${numberText(amount)} ${noun}${amount === 1 ? '' : 's'}`
}

function workingText({ terms, over, result }: Omit<Working, 'what'>): string {
  const sum = terms.map((factors) => factors.map(quantityText).join(' × ')).join(' + ')
  if (!over) return `${sum} = ${quantityText(result)}`
  const exact = terms[0]![0]!.amount / over.amount
  const whole = Number.isInteger(exact) ? '' : `${exact.toFixed(2)}, up to `
  return `${sum} ÷ ${quantityText(over)} = ${whole}${quantityText(result)}`
}

const services = ({ lines }: MonthlyCost) => [...new Set(lines.map(({ service }) => service))]

function serviceLines(service: string, lines: readonly CostLine[]): string[] {
  const own = lines.filter((line) => line.service === service)
  return [
    service,
    ...table(own.map(({ what, factors, price, cents }) => [what, productText({ factors, price, cents })])),
  ]
}

function productText({ factors, price, cents }: Pick<CostLine, 'factors' | 'price' | 'cents'>): string {
  return `${factors.map(quantityText).join(' × ')} × ${priceText(price)} = ${dollarsText(cents)}`
}

function priceText({ dollars, per }: Price): string {
  return `${plainDollars(dollars)}${per === 1 ? '' : ` / ${numberText(per)}`}`
}

function freeTierLines({ freeTiers, withFreeTier }: MonthlyCost): string[] {
  const title = withFreeTier
    ? 'Free every month, and taken off as if nothing else in the account used it'
    : 'Free every month, and not taken off: other workloads of the account may use it (--free-tier takes it off)'
  return [title, ...table(freeTiers.map((tier) => [METERS[tier.meter], freeTierText(tier)]))]
}

function freeTierText({ taken, free, price, cents }: FreeTier): string {
  const off = `${quantityText(taken)} × ${priceText(price)} = ${dollarsText(cents)}`
  return `${off}, up to ${numberText(free.amount)} are free`
}

function totalText(cost: MonthlyCost): string {
  const sums = services(cost).map((service) => {
    const cents = sumOf(cost.lines.filter((line) => line.service === service))
    return `${dollarsText(cents)} ${service}`
  })
  const off = cost.withFreeTier ? ` − ${dollarsText(sumOf(cost.freeTiers))} free` : ''
  return `${sums.join(' + ')}${off} = ${dollarsText(cost.totalCents)} a month`
}

function onFireLines({ onFire: { nodes, lines, cents } }: MonthlyCost): string[] {
  return [
    `On fire: ${said(nodes, 'sick node')} cost ${dollarsText(cents)} an hour more, not in the total`,
    ...table(lines.map(({ what, ...product }) => [what, productText(product)])),
  ]
}

const METERS: Readonly<Record<Meter, string>> = {
  'lambda-requests': 'Lambda requests',
  'lambda-gb-seconds': 'Lambda time',
  'table-writes': 'DynamoDB writes',
  'table-reads': 'DynamoDB reads',
  'table-storage': 'DynamoDB storage',
  'table-backup': 'DynamoDB recovery',
  schedules: 'Scheduler invocations',
  alarms: 'alarm metrics',
  'log-bytes': 'logs',
  parameters: 'parameters',
  'bytes-to-internet': 'data out to the internet',
  'bytes-to-regions': 'data to other Regions',
}

function sourceLines(lines: readonly CostLine[]): string[] {
  const bySource = Map.groupBy(lines, ({ price }) => price.source)
  return [...bySource].map(([source, priced]) => {
    const meters = [...new Set(priced.map(({ meter }) => METERS[meter]))]
    return `  Price of ${meters.join(', ')}: ${source}.`
  })
}

/** Two columns, the first one as wide as its widest cell. */
function table(rows: readonly (readonly [name: string, text: string])[]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`)
}

function quantityText({ amount, unit }: Quantity): string {
  return `${numberText(amount)} ${unit}`
}

/** `10,950,000`; up to four decimals, no more of them than it has. */
function numberText(amount: number): string {
  const [whole, decimals] = String(Math.round(amount * 10_000) / 10_000).split('.')
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ',')
  return decimals === undefined ? grouped : `${grouped}.${decimals}`
}

function dollarsText(cents: number): string {
  return `$${numberText(Math.floor(cents / 100))}.${String(cents % 100).padStart(2, '0')}`
}

/** A price has as many decimals as it needs, two at least. */
function plainDollars(dollars: number): string {
  const text = dollars.toFixed(10).replace(/0+$/, '')
  return `$${text.length - text.indexOf('.') < 3 ? dollars.toFixed(2) : text}`
}
