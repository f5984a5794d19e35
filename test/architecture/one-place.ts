/** One place: subjects, steps, keys, the order of severity and results are written and read in one file each. */
import type { AnyNode, CallExpression, Expression, Property, SpreadElement, TemplateLiteral } from 'acorn'
import { full } from 'acorn-walk'
import { type Broken, broken, lineAt } from './broken.ts'
import type { Unit } from './tree.ts'

/** A text with a meaning of its own, and the only files that may put it together or take it apart. */
interface Meaning {
  readonly what: string
  readonly begins: RegExp
  readonly files: readonly string[]
}

const SUBJECT_WORDS = 'node|data-center|path|vantage|group|provider|client|version|execution|contact|mute'

const MEANINGS: readonly Meaning[] = [
  {
    what: 'a subject',
    begins: new RegExp(`^(${SUBJECT_WORDS}):`),
    files: ['lib/domain/kinds/subject.ts'],
  },
  {
    what: 'the name of a step',
    begins: /^(critical|warning|repeat|drill)-$/,
    files: ['lib/domain/people/step-name.ts'],
  },
]

/** Ways to look at the beginning of a text. */
const TAKES_APART = new Set(['startsWith', 'split', 'indexOf', 'slice', 'replace'])

export function unionsHaveOnePlace(units: readonly Unit[]): readonly Broken[] {
  return units.flatMap((unit) =>
    textsIn(unit).flatMap(({ text, line }) =>
      MEANINGS.filter(({ begins, files }) => begins.test(text) && !files.includes(unit.path)).map(
        ({ what, files }) => broken(unit, line, `puts together or takes apart ${what}; ${files} does that`),
      ),
    ),
  )
}

interface Text {
  readonly text: string
  readonly line: number
}

/** Beginnings of templates with something behind them, and what texts are asked to begin with. */
function textsIn({ program }: Unit): readonly Text[] {
  const found: Text[] = []
  full(program, (node: AnyNode) => {
    const text = beginningOf(node)
    if (text !== null) found.push({ text, line: node.loc!.start.line })
  })
  return found
}

function beginningOf(node: AnyNode): string | null {
  if (node.type === 'TemplateLiteral') return node.expressions.length > 0 ? firstText(node) : null
  return node.type === 'CallExpression' ? takenApart(node) : null
}

function firstText({ quasis }: TemplateLiteral): string {
  return quasis[0]?.value.cooked ?? ''
}

function takenApart({ callee, arguments: given }: CallExpression): string | null {
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return null
  const [first] = given
  const isAsked = TAKES_APART.has(callee.property.name) && first?.type === 'Literal'
  return isAsked && typeof first.value === 'string' ? first.value : null
}

const KEYS = 'lib/domain/kinds/subject.ts'

/** `kind subject` in one text is a key, also where people read it. */
export function keysHaveOneMaker(units: readonly Unit[]): readonly Broken[] {
  return units
    .filter(({ path }) => path !== KEYS)
    .flatMap((unit) => {
      const found: Broken[] = []
      full(unit.program, (node: AnyNode) => {
        if (node.type === 'TemplateLiteral' && holdsKey(node))
          found.push(broken(unit, node.loc!.start.line, `makes a key; keyOf of ${KEYS} does that`))
      })
      return found
    })
}

function holdsKey({ expressions, quasis }: TemplateLiteral): boolean {
  return expressions.some(
    (each, at) =>
      nameOf(each) === 'kind' &&
      quasis[at + 1]?.value.cooked === ' ' &&
      nameOf(expressions[at + 1]) === 'subject',
  )
}

function nameOf(expression: Expression | undefined): string | undefined {
  if (expression?.type === 'Identifier') return expression.name
  if (expression?.type !== 'MemberExpression' || expression.property.type !== 'Identifier') return undefined
  return expression.property.name
}

const SEVERITY = 'lib/domain/kinds/severity.ts'

/** Neither a second list of severities nor weights of one's own. */
export function severityHasOneOrder(units: readonly Unit[]): readonly Broken[] {
  return units
    .filter(({ path }) => path !== SEVERITY)
    .flatMap((unit) => {
      const found: Broken[] = []
      full(unit.program, (node: AnyNode) => {
        if (isOrder(node))
          found.push(broken(unit, node.loc!.start.line, `orders severities by itself; ${SEVERITY} does that`))
      })
      return found
    })
}

const LEVELS = ['critical', 'info', 'warning']

function isOrder(node: AnyNode): boolean {
  if (node.type === 'ArrayExpression') {
    const values = node.elements.flatMap((each) => (each?.type === 'Literal' ? [String(each.value)] : []))
    return isLevels(values)
  }
  if (node.type !== 'ObjectExpression' || !node.properties.every(isNumber)) return false
  return isLevels(node.properties.flatMap((each) => (each.type === 'Property' ? [keyName(each)] : [])))
}

function isNumber(each: Property | SpreadElement): boolean {
  return each.type === 'Property' && each.value.type === 'Literal' && typeof each.value.value === 'number'
}

function keyName({ key }: Property): string {
  return key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : ''
}

function isLevels(names: readonly string[]): boolean {
  return names.toSorted().join() === LEVELS.join()
}

const RESULT = 'lib/domain/text/result.ts'

/** A key of its own form in a type, where the compiler takes the types out before they are parsed. */
const RESULT_TYPE = /\bok\??: (?:true|false|boolean)\b/g

/** Neither an object nor a type with a key `ok` of one's own. */
export function resultsHaveOneMaker(units: readonly Unit[]): readonly Broken[] {
  return units
    .filter(({ path }) => path !== RESULT && !path.startsWith('test/'))
    .flatMap((unit) => {
      const types = [...unit.source.matchAll(RESULT_TYPE)].map(({ index }) => lineAt(unit.source, index))
      return [...new Set([...types, ...ownResults(unit)])]
        .toSorted((a, b) => a - b)
        .map((line) => broken(unit, line, `makes a result of its own; ok and failed of ${RESULT} do that`))
    })
}

function ownResults({ program }: Unit): readonly number[] {
  const lines: number[] = []
  full(program, (node: AnyNode) => {
    if (node.type === 'ObjectExpression' && node.properties.some(isOk)) lines.push(node.loc!.start.line)
  })
  return lines
}

function isOk(each: Property | SpreadElement): boolean {
  return each.type === 'Property' && keyName(each) === 'ok'
}
