/** Run command: finds the command that was typed, loads it, runs it, and says in one line what kept it from its work. */
import { nearest } from '../../lib/domain/text/nearest.ts'
import { ALL_COMMANDS, COMMANDS, type CommandName } from './command-table.ts'
import { expectedFailure } from './failure.ts'
import { commandHelp, listHelp, markdownHelp } from './help.ts'
import { type Command, type Io, usageError } from './io.ts'
import { readOptions } from './options.ts'

/** Only the one that was typed is loaded: help must not wait for what it does not need. */
const LOADERS: Readonly<Record<Exclude<CommandName, 'help'>, () => Promise<{ readonly run: Command }>>> = {
  watch: () => import('./watch-start.ts'),
  look: () => import('./look.ts'),
  incidents: () => import('./incidents.ts'),
  show: () => import('./show.ts'),
  ack: () => import('./ack.ts'),
  escalate: () => import('./escalate.ts'),
  note: () => import('./note.ts'),
  mute: () => import('./mute.ts'),
  unmute: () => import('./unmute.ts'),
  mutes: () => import('./mutes.ts'),
  override: () => import('./override.ts'),
  doctor: () => import('./doctor.ts'),
  drill: () => import('./drill.ts'),
  guarantees: () => import('./guarantees.ts'),
  cost: () => import('./cost.ts'),
  'secret set': () => import('./secret-set.ts'),
  'secret list': () => import('./secret-list.ts'),
  paths: () => import('./paths.ts'),
  kinds: () => import('./kinds.ts'),
  schema: () => import('./schema.ts'),
  version: () => import('./version.ts'),
  completion: () => import('./completion.ts'),
}

/** Resolves to the exit code. What is thrown and is nobody's mistake but ours goes on as it is. */
export async function runCommand(typed: readonly string[], io: Io): Promise<number> {
  const [first] = typed
  if (first === undefined || first === '--help' || first === '-h') return print(listHelp(), io)
  const { name, args } = named(first === '--version' ? ['version', ...typed.slice(1)] : typed)
  if (asksForHelp(args)) return helpAbout(name, io)
  if (name === 'help') return help(args, io)
  const load = Object.hasOwn(LOADERS, name) ? LOADERS[name as keyof typeof LOADERS] : undefined
  if (load === undefined)
    return usageError(io, noCommand(isFirstWord(name) ? [name, ...args.slice(0, 1)].join(' ') : name))
  const { run } = await load()
  try {
    return await run(args, io)
  } catch (error) {
    const why = expectedFailure(error)
    if (why === undefined) throw error
    return usageError(io, why.startsWith('Cannot ') ? why : `Cannot ${name}: ${why}`)
  }
}

interface TypedCommand {
  readonly name: string
  readonly args: readonly string[]
}

/** Some names are two words. */
function named(typed: readonly string[]): TypedCommand {
  const both = typed.slice(0, 2).join(' ')
  if (ALL_COMMANDS.has(both)) return { name: both, args: typed.slice(2) }
  return { name: typed[0]!, args: typed.slice(1) }
}

/** After `--` everything is an argument. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--')
  const options = end === -1 ? args : args.slice(0, end)
  return options.includes('--help') || options.includes('-h')
}

/** `help secret set` is about one command. */
function help(args: readonly string[], io: Io): number {
  const options = args.filter((each) => each.startsWith('-'))
  const about = args.filter((each) => !each.startsWith('-')).join(' ')
  const read = readOptions(about === '' ? options : [...options, about], COMMANDS.help)
  if (!read.ok) return usageError(io, `Cannot help: ${read.error}`)
  const { values, given } = read.value
  if (given.COMMAND !== undefined) return helpAbout(given.COMMAND, io)
  return print(values.markdown ? markdownHelp() : listHelp(), io)
}

function helpAbout(name: string, io: Io): number {
  const text = commandHelp(name)
  return text === undefined ? usageError(io, noCommand(name)) : print(text, io)
}

/** What was meant, and where all of them are listed. */
function noCommand(typed: string): string {
  const [first = ''] = typed.split(' ')
  const all = [...ALL_COMMANDS.keys()]
  const near = nearest(typed, [...all, ...all.map((each) => each.split(' ')[0]!)])
  const begun = all.filter((each) => each.startsWith(`${first} `))
  const where = 'bin/watchfire help lists all commands'
  if (near !== undefined && near !== first)
    return `There is no command "${typed}"; did you mean ${near}? ${where}`
  if (begun.length > 0) return `There is no command "${typed}", expected ${begun.join(' or ')}; ${where}`
  return `There is no command "${typed}"; ${where}`
}

function isFirstWord(name: string): boolean {
  return [...ALL_COMMANDS.keys()].some((each) => each.startsWith(`${name} `))
}

function print(text: string, io: Io): 0 {
  io.stdout.write(text)
  return 0
}
