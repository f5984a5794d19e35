/** `watchfire help`: all commands in a list, or one with its arguments, options and an example; all of it from the table. */
import {
  ALL_COMMANDS,
  type CommandSpec,
  EXIT_2,
  GROUPS,
  type Group,
  type OptionSpec,
} from './command-table.ts'

const COLUMNS = 100

/** The list of all commands. */
export function listHelp(): string {
  const groups = Object.entries(GROUPS) as [Group, string][]
  const width = widest([...ALL_COMMANDS.keys()])
  return page([
    'Watchfire watches Ethereum beacon nodes from outside, from several places, and pages a human.',
    '',
    ...groups.flatMap(([group, title]) => [
      title,
      ...[...ALL_COMMANDS]
        .filter(([, each]) => each.group === group)
        .map(([name, { says }]) => row(name, says, width)),
      '',
    ]),
    'Options and an example of each: bin/watchfire COMMAND --help',
    `Exit codes: 0 well or done, 1 a warning or worse or nothing to do, 2 ${EXIT_2}.`,
  ])
}

/** All about the command of this name, or about those that begin with it, such as `secret`; undefined if none does. */
export function commandHelp(name: string): string | undefined {
  const exact = ALL_COMMANDS.get(name)
  const meant: readonly (readonly [string, CommandSpec])[] = exact
    ? [[name, exact]]
    : [...ALL_COMMANDS].filter(([each]) => each.startsWith(`${name} `))
  return meant.length === 0
    ? undefined
    : page(meant.flatMap(([each, command]) => ['', ...oneHelp(each, command)]).slice(1))
}

/** The table of the README. */
export function markdownHelp(): string {
  const lines = [...ALL_COMMANDS].map(
    ([name, command]) => `| \`${[name, ...argumentsOf(command)].join(' ')}\` | ${command.says} |`,
  )
  return page(['| `bin/watchfire` … | what it does |', '|---|---|', ...lines])
}

function oneHelp(name: string, command: CommandSpec): readonly string[] {
  const { says, more, exits, examples } = command
  const named = Object.entries(command.arguments).map(([each, argument]) => [each, argument.says] as const)
  const options = Object.entries(command.options).map(
    ([each, option]) => [formOf(each, option), option.says] as const,
  )
  const width = widest([...named, ...options].map(([left]) => left))
  const table = [...named, ...options].map(([left, right]) => row(left, right, width))
  return [
    ...wrapped(usage(name, command), '  '),
    '',
    ...wrapped(`${says[0]?.toUpperCase()}${says.slice(1)}. ${more}`),
    ...(table.length > 0 ? ['', ...table] : []),
    '',
    ...(examples.length > 1 ? ['Examples:'] : ['Example:']),
    ...examples.map((each) => `  ${each}`),
    '',
    ...wrapped(
      `Exit codes: 0 ${exits[0]}; ${exits[1] === undefined ? '' : `1 ${exits[1]}; `}2 ${EXIT_2}.`,
      '  ',
    ),
  ]
}

/** `bin/watchfire ack ID [--for TIME] [--data DIR | --aws]`: of two that exclude each other, one may be given. */
function usage(name: string, command: CommandSpec): string {
  const { options, apart = [] } = command
  const names = Object.keys(options)
  const other = new Map(apart.flatMap(([one, two]) => [[one, two] as const, [two, one] as const]))
  const words = names.flatMap((each, index) => {
    const twin = other.get(each)
    if (twin !== undefined && names.indexOf(twin) < index) return []
    const forms = [each, ...(twin === undefined ? [] : [twin])].map((one) => formOf(one, options[one]!))
    return isNeeded(options[each]!) ? forms : [`[${forms.join(' | ')}]`]
  })
  return ['bin/watchfire', name, ...argumentsOf(command), ...words].join(' ')
}

function isNeeded(option: OptionSpec): boolean {
  return option.type === 'string' && option.missing !== undefined
}

function argumentsOf(command: CommandSpec): readonly string[] {
  return Object.entries(command.arguments).map(([name, { optional, many }]) => {
    const form = many ? `${name}...` : name
    return optional ? `[${form}]` : form
  })
}

/** `--for TIME`. */
function formOf(name: string, option: OptionSpec): string {
  return option.type === 'string' ? `--${name} ${option.value}` : `--${name}`
}

function row(left: string, right: string, width: number): string {
  return `  ${left.padEnd(width)}  ${right}`
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(({ length }) => length))
}

/** Lines of at most so many columns, those after the first indented; brackets are not torn apart. */
function wrapped(text: string, indent = ''): readonly string[] {
  const lines: string[] = []
  for (const word of text.match(/\[[^\]]*\]|\S+/g) ?? []) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= COLUMNS)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(last === undefined ? word : `${indent}${word}`)
  }
  return lines
}

function page(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`
}
