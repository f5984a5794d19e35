/** Options: the arguments of a command, read strictly; one that is not known is named with the one most likely meant. */
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { nearest } from '../../lib/domain/text/nearest.ts'

type Values<T extends ParseArgsOptionsConfig> = ReturnType<typeof parseArgs<{ options: T }>>['values']

type OptionsRead<T extends ParseArgsOptionsConfig, Name extends string> =
  | { readonly ok: true; readonly values: Values<T>; readonly given: Readonly<Record<Name, string>> }
  | { readonly ok: false; readonly problem: string }

/** Options, and among them the arguments named, each of which must be given; the problem is the end of a sentence. */
export function readOptions<const T extends ParseArgsOptionsConfig, const Name extends string = never>(
  args: readonly string[],
  options: T,
  names: readonly Name[] = [],
): OptionsRead<T, Name> {
  const problem = firstProblem(args, options, names)
  if (problem !== undefined) return { ok: false, problem }
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
  const given = Object.fromEntries(names.map((name, index) => [name, positionals[index]!]))
  return { ok: true, values, given: given as Record<Name, string> }
}

/** Found before the strict parser can throw, because it knows of no likeness and says too much. */
function firstProblem(
  args: readonly string[],
  options: ParseArgsOptionsConfig,
  names: readonly string[],
): string | undefined {
  const { tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const given: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') given.push(token.value)
    if (given.length > names.length) return tooMany(given, names)
    if (token.kind !== 'option') continue
    const { rawName, value, inlineValue } = token
    if (!Object.hasOwn(options, token.name)) return unknownOption(token, Object.keys(options))
    const takesValue = options[token.name]?.type === 'string'
    if (!takesValue && value !== undefined) return `option ${rawName} takes no value`
    if (takesValue && (value === undefined || (!inlineValue && value.startsWith('-'))))
      return `option ${rawName} needs a value`
  }
  const missing = names[given.length]
  return missing === undefined ? undefined : `${missing} is missing, expected ${names.join(' ')}`
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
