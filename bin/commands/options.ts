/** Options: the arguments of a command, read strictly; one that is not known is named with the one most likely meant. */
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { nearest } from '../../lib/domain/settings/nearest.ts'

type Values<T extends ParseArgsOptionsConfig> = ReturnType<typeof parseArgs<{ options: T }>>['values']

type OptionsRead<T extends ParseArgsOptionsConfig> =
  | { readonly ok: true; readonly values: Values<T> }
  | { readonly ok: false; readonly problem: string }

/** Options only, no other arguments; the problem is the end of a sentence. */
export function readOptions<const T extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: T,
): OptionsRead<T> {
  const problem = firstProblem(args, options)
  return problem === undefined
    ? { ok: true, values: parseArgs({ args: [...args], options }).values }
    : { ok: false, problem }
}

/** Found before the strict parser can throw, because it knows of no likeness and says too much. */
function firstProblem(args: readonly string[], options: ParseArgsOptionsConfig): string | undefined {
  const { tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  for (const token of tokens) {
    if (token.kind === 'positional') return `unexpected argument "${token.value}"`
    if (token.kind === 'option-terminator') continue
    const { rawName, value, inlineValue } = token
    if (!Object.hasOwn(options, token.name)) return unknownOption(token, Object.keys(options))
    const takesValue = options[token.name]?.type === 'string'
    if (!takesValue && value !== undefined) return `option ${rawName} takes no value`
    if (takesValue && (value === undefined || (!inlineValue && value.startsWith('-'))))
      return `option ${rawName} needs a value`
  }
  return undefined
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
