/** Key tables: the tables of docs/settings.md, made from the shapes of the settings and the meaning of each key. */
import { z } from 'zod'
import type { Thresholds } from '../../../lib/domain/kinds/kind-spec.ts'
import { KINDS } from '../../../lib/domain/kinds/kinds.ts'
import { writeDuration } from '../../../lib/domain/text/duration.ts'

/** A JSON Schema with the keywords of `KeyMeaning`. */
interface MeantSchema {
  readonly description?: string
  readonly default?: unknown
  readonly unset?: string
  readonly form?: string
  readonly const?: string
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, MeantSchema>>
  readonly items?: MeantSchema
  readonly anyOf?: readonly MeantSchema[]
  readonly oneOf?: readonly MeantSchema[]
}

interface KeyRow {
  readonly key: string
  readonly form: string
  readonly unset: string
  readonly description: string
}

/** By the name of the place in docs/settings.md that is marked for it. */
export function keyTables(shape: z.ZodType): Readonly<Record<string, string>> {
  const file = z.toJSONSchema(shape, { io: 'input', target: 'draft-7' }) as MeantSchema
  const sections = file.properties!
  const inSection = (name: string) => rowsWithin(itemOf(sections[name]!), '')
  const nodeKeys = inSection('nodes').map(({ key }) => key)
  const critical = rowsWithin(sections.escalation!.properties!.critical!, '')
  const warning = rowsWithin(sections.escalation!.properties!.warning!, '')
  const ofKind = Object.values(sections.thresholds!.properties!)[0]!
  const boundless = rowsWithin(ofKind, '').filter(({ key }) => ['after', 'clears', 'severity'].includes(key))
  return {
    'top level': tableOf(Object.keys(sections).map((key) => rowOf(key, file, key))),
    ...Object.fromEntries(LISTED.map((name) => [name, tableOf(inSection(name))])),
    references: tableOf(inSection('references').filter(({ key }) => !nodeKeys.includes(key))),
    escalation: markdown([
      ['key', 'form', 'default for `critical`', 'default for `warning`', ''],
      ...critical.map((row, index) => [...cellsOf(row).slice(0, 3), warning[index]!.unset, row.description]),
    ]),
    thresholds: markdown([
      ['key', 'form', ''],
      ...boundless.map(({ key, form, description }) => [`\`${key}\``, form, description]),
    ]),
    kinds: kindsTable(),
  }
}

const LISTED = [
  'vantages',
  'dataCenters',
  'nodes',
  'validators',
  'contacts',
  'rotations',
  'maintenance',
  'heartbeat',
  'drill',
]

/** What a list is of, or the map itself. */
function itemOf(schema: MeantSchema): MeantSchema {
  const { items = schema } = schema
  return items.anyOf?.find(({ properties }) => properties !== undefined) ?? items
}

/** A row for each key of a map, and for those of the maps in it, as `tls.ca` and `steps[].after`. */
function rowsWithin(map: MeantSchema, above: string): readonly KeyRow[] {
  if (map.oneOf !== undefined) return rowsOfBranches(map.oneOf, above)
  return Object.entries(map.properties ?? {}).flatMap(([key, schema]) => [
    rowOf(key, map, above + key),
    ...rowsWithin(itemOf(schema), `${above}${key}${schema.items === undefined ? '' : '[]'}.`),
  ])
}

function rowOf(key: string, map: MeantSchema, shown: string): KeyRow {
  const { form, description } = map.properties![key]!
  if (form === undefined || description === undefined)
    throw new Error(`Cannot make a row of ${shown}: its shape has no form or no description`)
  return { key: shown, form, unset: unsetOf(key, map), description }
}

function unsetOf(key: string, map: MeantSchema): string {
  const { unset, default: standard } = map.properties![key]!
  if (map.required?.includes(key)) return '**required**'
  if (unset !== undefined) return unset
  const isNone =
    standard === undefined || (typeof standard === 'object' && Object.keys(standard!).length === 0)
  return isNone ? 'none' : `\`${standard}\``
}

/** Maps of which a `kind` decides: a row for each key of any of them, with what is said of it for each kind. */
function rowsOfBranches(branches: readonly MeantSchema[], above: string): readonly KeyRow[] {
  const keys = new Set(branches.flatMap(({ properties }) => Object.keys(properties!)))
  return [...keys].map((key) => {
    const having = branches.filter(({ properties }) => Object.hasOwn(properties!, key))
    const rows = having.map((branch) => ({ ...rowOf(key, branch, above + key), kind: kindOf(branch) }))
    const requiring = rows.filter(({ unset }) => unset === '**required**').map(({ kind }) => kind)
    const isAlike = new Set(rows.map(({ description }) => description)).size === 1
    return {
      key: above + key,
      form: isAlike ? orList(rows.map(({ form }) => form)) : 'by kind',
      unset: requiring.length === branches.length ? '**required**' : `**required** for ${andList(requiring)}`,
      description: isAlike
        ? rows[0]!.description
        : rows.map(({ kind, form, description }) => `${kind}: ${form}. ${description}`).join(' '),
    }
  })
}

function kindOf({ properties }: MeantSchema): string {
  return `\`${properties!.kind!.const}\``
}

function orList(words: readonly string[]): string {
  return words.join(', ').replace(/, ([^,]+)$/, ' or $1')
}

function andList(words: readonly string[]): string {
  return words.join(', ').replace(/, ([^,]+)$/, ' and $1')
}

function tableOf(rows: readonly KeyRow[]): string {
  return markdown([['key', 'form', 'default', ''], ...rows.map(cellsOf)])
}

function cellsOf({ key, form, unset, description }: KeyRow): readonly string[] {
  return [`\`${key}\``, form, unset, description]
}

function kindsTable(): string {
  const rows = Object.entries<Thresholds>(KINDS).map(([kind, { afterMs, clearsMs, severity, bounds }]) => {
    const own = Object.entries(bounds).map(([bound, value]) => `\`${bound}\` ${value}`)
    return [`\`${kind}\``, writeDuration(afterMs), writeDuration(clearsMs), severity, own.join(', ')]
  })
  return markdown([['kind', '`after`', '`clears`', '`severity`', 'own bounds'], ...rows])
}

function markdown([head, ...rows]: readonly (readonly string[])[]): string {
  const lines = [head!, head!.map(() => '---'), ...rows]
  return `${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`
}
