/** Options: the arguments of a command, read strictly; what is not known is named together with what was meant. */
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { expectedOf } from '../../lib/domain/settings/complaint.ts'

type Values<T extends ParseArgsOptionsConfig> = ReturnType<typeof parseArgs<{ options: T }>>['values']

export type OptionsRead<T extends ParseArgsOptionsConfig> =
  | { readonly ok: true; readonly values: Values<T> }
  | { readonly ok: false; readonly problem: string }

/** Every option once or more (the last counts), no other arguments; a problem is said in one sentence. */
export function readOptions<const T extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: T,
): OptionsRead<T> {
  const unknown = unknownArgument(args, options)
  if (unknown !== undefined) return { ok: false, problem: unknown }
  try {
    return { ok: true, values: parseArgs({ args: [...args], options }).values }
  } catch (error) {
    return { ok: false, problem: firstSentence(error) }
  }
}

/** Said in our own words, because the parser knows of no likeness. */
function unknownArgument(args: readonly string[], options: ParseArgsOptionsConfig): string | undefined {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true })
  for (const token of tokens) {
    if (token.kind === 'positional') return `unexpected argument "${token.value}"`
    if (token.kind !== 'option' || Object.hasOwn(options, token.name)) continue
    return `unknown option ${token.rawName}, ${expectedOf(token.rawName, Object.keys(options).map(dashed))}`
  }
  return undefined
}

function dashed(name: string): string {
  return `--${name}`
}
