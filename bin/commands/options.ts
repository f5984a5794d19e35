/** Options: what was typed after a command, read strictly by the table; a mistake is named with what was probably meant. */
import { parseArgs } from 'node:util'
import { nearest } from '../../lib/domain/text/nearest.ts'
import { failed, ok, type Result } from '../../lib/domain/text/result.ts'
import type { ArgumentSpec, CommandSpec, OptionSpec } from './command-table.ts'

type Readable = Pick<CommandSpec, 'arguments' | 'options' | 'apart'>

/** The names of those that must be given. */
type Needed<T> = { [K in keyof T]: T[K] extends { readonly missing: string } ? K : never }[keyof T]
type Value<T> = T extends { readonly type: 'boolean' } ? boolean : string

type OptionValues<T extends Readonly<Record<string, OptionSpec>>> = {
  readonly [K in Exclude<keyof T, Needed<T>>]?: Value<T[K]> | undefined
} & { readonly [K in Needed<T>]: Value<T[K]> }

type ArgumentValues<T extends Readonly<Record<string, ArgumentSpec>>> = {
  readonly [K in keyof T]: T[K] extends { readonly many: true }
    ? readonly string[]
    : T[K] extends { readonly optional: true }
      ? string | undefined
      : string
}

interface TypedOptions<T extends Readable> {
  readonly values: OptionValues<T['options']>
  readonly given: ArgumentValues<T['arguments']>
}

/** The options and arguments of one command; the error is the end of a sentence. */
export function readOptions<const T extends Readable>(
  args: readonly string[],
  command: T,
): Result<TypedOptions<T>, string> {
  const problem = misplaced(args, command) ?? leftOut(args, command)
  if (problem !== undefined) return failed(problem)
  const { values, positionals } = parsed(args, command)
  const given = Object.fromEntries(
    Object.entries(command.arguments).map(([name, { many }], index) => [
      name,
      many ? positionals.slice(index) : positionals[index],
    ]),
  )
  return ok({
    values: values as OptionValues<T['options']>,
    given: given as ArgumentValues<T['arguments']>,
  })
}

function parsed(args: readonly string[], { options }: Readable) {
  return parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true })
}

/** What is there and should not be, found before it could be taken for something else. */
function misplaced(args: readonly string[], command: Readable): string | undefined {
  const { options } = command
  const names = Object.keys(command.arguments)
  const hasMany = Object.values(command.arguments).some(({ many }) => many)
  const given: string[] = []
  for (const token of parsed(args, command).tokens) {
    if (token.kind === 'positional') given.push(token.value)
    if (given.length > names.length && !hasMany) return tooMany(given, names)
    if (token.kind !== 'option') continue
    const { rawName, value, inlineValue } = token
    if (!Object.hasOwn(options, token.name)) return unknownOption(token, Object.keys(options))
    const takesValue = options[token.name]?.type === 'string'
    if (!takesValue && value !== undefined) return `option ${rawName} takes no value`
    if (takesValue && (!value || (!inlineValue && value.startsWith('-'))))
      return `option ${rawName} needs a value`
  }
  return undefined
}

/** What should be there and is not, and what is there twice in different words. */
function leftOut(args: readonly string[], command: Readable): string | undefined {
  const { values, positionals } = parsed(args, command)
  const needed = Object.entries(command.arguments).filter(([, { optional }]) => !optional)
  const names = needed.map(([name]) => name)
  const missing = names[positionals.length]
  if (missing !== undefined) return `${missing} is missing, expected ${names.join(' ')}`
  for (const [name, option] of Object.entries(command.options))
    if (option.type === 'string' && option.missing !== undefined && values[name] === undefined)
      return option.missing
  const clash = command.apart?.find((pair) => pair.every((name) => values[name] !== undefined))
  return clash && `${clash.map((name) => `--${name}`).join(' and ')} exclude each other`
}

function tooMany(given: readonly string[], names: readonly string[]): string {
  const last = names.at(-1)
  const hint = last === undefined ? '' : `; if it belongs to ${last}, put all of that in quotes`
  return `unexpected argument "${given.at(-1)}"${hint}`
}

function unknownOption(
  { name, rawName }: { name: string; rawName: string },
  known: readonly string[],
): string {
  const near = nearest(name, known)
  if (near !== undefined) return `unknown option ${rawName}, did you mean --${near}?`
  const all = known.map((each) => `--${each}`).join(', ')
  return `unknown option ${rawName}, ${known.length === 0 ? 'there are none' : `expected ${all}`}`
}
