/** Recompute: works out every line of a printed cost from nothing but its own text, as a reader would. */

interface Recomputed {
  readonly line: string
  /** What the left side comes to. */
  readonly exact: number
  /** What the line says it comes to. */
  readonly said: number
  readonly isDollars: boolean
}

/** Every line with a `=`: sums of products, with `÷` and `/` within them. */
export function recompute(text: string): Recomputed[] {
  return text
    .split('\n')
    .filter((line) => line.includes(' = '))
    .map((line) => {
      const [left, right] = line.split(' = ') as [string, string]
      const formula = left.startsWith('Total:')
        ? left.slice('Total:'.length)
        : left.trim().replace(/^.*?\s{2,}/, '')
      const rounded = /up to ([\d,]+) units?$/.exec(right)
      const said = numberIn(rounded ? rounded[1]! : right)
      const exact = rounded ? Math.ceil(sumOf(formula)) : sumOf(formula)
      return { line, exact, said, isDollars: right.startsWith('$') }
    })
}

function sumOf(formula: string): number {
  return [...` + ${formula.trim()}`.matchAll(/ ([+−]) (.*?)(?= [+−] |$)/g)].reduce(
    (sum, [, sign, product]) => sum + (sign === '+' ? 1 : -1) * productOf(product!),
    0,
  )
}

function productOf(product: string): number {
  return [...` × ${product}`.matchAll(/ ([×÷/]) (.*?)(?= [×÷/] |$)/g)].reduce(
    (result, [, sign, factor]) => (sign === '×' ? result * numberIn(factor!) : result / numberIn(factor!)),
    1,
  )
}

function numberIn(text: string): number {
  return Number(/[\d,]+(\.\d+)?/.exec(text)![0].replaceAll(',', ''))
}
