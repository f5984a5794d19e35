/** Wiring: files that name things, put them together and hand them on, and decide nothing. */
import type { AnyNode } from 'acorn'
import { fullAncestor } from 'acorn-walk'
import { type Broken, broken } from './broken.ts'
import type { Unit } from './tree.ts'

/** What Lambda and the CDK start. */
const WIRES = /^(functions\/[^/]+|bin\/app)\.ts$/

/** All that wiring takes. Whatever else there is in the language decides, repeats, counts, remembers or recovers. */
const PLAIN = new Set([
  ...['Program', 'ImportDeclaration', 'ImportSpecifier', 'ExportNamedDeclaration'],
  ...['VariableDeclaration', 'VariableDeclarator', 'ObjectPattern', 'Property'],
  ...['FunctionDeclaration', 'ArrowFunctionExpression', 'BlockStatement', 'ReturnStatement'],
  ...['ExpressionStatement', 'AwaitExpression', 'CallExpression', 'NewExpression', 'MemberExpression'],
  ...['ObjectExpression', 'ArrayExpression', 'SpreadElement', 'TemplateLiteral', 'TemplateElement'],
  ...['Identifier', 'MetaProperty', 'Literal'],
])

/** Methods that loop, choose or recover without a word of the language for it. */
const DECIDING_METHODS = new Set([
  ...['map', 'flatMap', 'filter', 'forEach', 'reduce', 'reduceRight', 'some', 'every', 'slice', 'at'],
  ...['find', 'findLast', 'findIndex', 'findLastIndex', 'indexOf', 'includes', 'sort', 'toSorted'],
  ...['then', 'catch', 'finally', 'race', 'any'],
])

export function entriesOnlyWire(units: readonly Unit[]): readonly Broken[] {
  return units
    .filter(({ path }) => WIRES.test(path))
    .flatMap((unit) => {
      const found = new Map<number, Broken>()
      fullAncestor(unit.program, (node) => {
        const decides = decisionIn(node as AnyNode)
        if (decides !== undefined)
          found.set(
            node.start,
            broken(unit, node.loc!.start.line, `wires and decides nothing: no ${decides}`),
          )
      })
      return [...found.entries()].toSorted(([a], [b]) => a - b).map(([, each]) => each)
    })
}

/** What of it is more than wiring, in a word; undefined for what is not. */
function decisionIn(node: AnyNode): string | undefined {
  if (!PLAIN.has(node.type)) return node.type
  if (node.type === 'Literal') return isNumber(node.value) ? `number such as ${node.raw}` : undefined
  if (node.type === 'VariableDeclaration') return node.kind === 'const' ? undefined : node.kind
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined
  const { property, computed } = node.callee
  if (computed || property.type !== 'Identifier') return 'computed method'
  return DECIDING_METHODS.has(property.name) ? `.${property.name}()` : undefined
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'bigint'
}
