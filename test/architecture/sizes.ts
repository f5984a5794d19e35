/** Sizes: how long functions are, and how many things they are handed. */
import type { AnyNode, Function as FunctionNode } from 'acorn'
import { fullAncestor } from 'acorn-walk'
import { type Broken, broken } from './broken.ts'
import type { Unit } from './tree.ts'

const LINES_MAX = 70
const PARAMETERS_MAX = 3
const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])

interface Sized {
  readonly unit: Unit
  readonly name: string
  readonly line: number
  readonly lines: number
  readonly parameters: number
}

/** Every function that is declared or takes more than a line; callbacks of one line would only flatter the numbers. */
export function functionsIn(units: readonly Unit[]): readonly Sized[] {
  return units.flatMap((unit) => {
    const found: Sized[] = []
    fullAncestor(unit.program, (node, _, above) => {
      if (!FUNCTIONS.has(node.type)) return
      const each = sized(unit, node as FunctionNode, above.at(-2) as AnyNode | undefined)
      if (node.type === 'FunctionDeclaration' || each.lines > 1) found.push(each)
    })
    return found
  })
}

export function noFunctionIsLong(units: readonly Unit[]): readonly Broken[] {
  return functionsIn(units)
    .filter(({ lines }) => lines > LINES_MAX)
    .map(({ unit, name, line, lines }) =>
      broken(unit, line, `${name} takes ${lines} lines, ${LINES_MAX} at most`),
    )
}

export function noFunctionTakesManyParameters(units: readonly Unit[]): readonly Broken[] {
  return functionsIn(units)
    .filter(({ parameters }) => parameters > PARAMETERS_MAX)
    .map(({ unit, name, line, parameters }) =>
      broken(unit, line, `${name} takes ${parameters} parameters, ${PARAMETERS_MAX} at most`),
    )
}

/** Half of them, and nine in ten of them, are no longer than this. */
const MEDIAN_MAX = 10
const P90_MAX = 30

export function mostFunctionsAreShort(functions: readonly Sized[]): readonly Broken[] {
  const { median, p90 } = spread(functions)
  return [
    ...(median > MEDIAN_MAX ? [`the median is ${median} lines, ${MEDIAN_MAX} at most`] : []),
    ...(p90 > P90_MAX ? [`the 90th percentile is ${p90} lines, ${P90_MAX} at most`] : []),
  ]
}

interface Spread {
  readonly median: number
  readonly p90: number
  readonly most: number
}

export function spread(functions: readonly Sized[]): Spread {
  return { median: sizeAt(0.5, functions), p90: sizeAt(0.9, functions), most: sizeAt(1, functions) }
}

/** The least size that this share of the functions does not exceed. */
function sizeAt(share: number, functions: readonly Sized[]): number {
  const sizes = functions.map(({ lines }) => lines).toSorted((a, b) => a - b)
  return sizes[Math.max(0, Math.ceil(share * sizes.length) - 1)] ?? 0
}

export function longest(count: number, functions: readonly Sized[]): readonly string[] {
  return functions
    .toSorted((a, b) => b.lines - a.lines)
    .slice(0, count)
    .map(({ unit, name, line, lines }) => `${unit.path}:${line} ${name} ${lines}`)
}

function sized(unit: Unit, node: FunctionNode, parent: AnyNode | undefined): Sized {
  const { start, end } = node.loc!
  return {
    unit,
    name: nameOf(node, parent),
    line: start.line,
    lines: end.line - start.line + 1,
    parameters: node.params.length,
  }
}

function nameOf(node: FunctionNode, parent: AnyNode | undefined): string {
  if (node.type !== 'ArrowFunctionExpression' && node.id) return node.id.name
  if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name
  const isKeyed = parent?.type === 'Property' || parent?.type === 'MethodDefinition'
  return isKeyed && parent.key.type === 'Identifier' ? parent.key.name : 'a function without a name'
}
