/** Fish completion: one line for every command, option and value. */
import { ALL_COMMANDS, type CommandSpec, type OptionSpec } from './command-table.ts'
import { firstWords, offerOfArgument, offerOfOption, optionsOf } from './completed.ts'

export function fishCompletion(): string {
  return [
    '# Completion for fish: bin/watchfire completion fish | source',
    'complete -c watchfire -f',
    line('__fish_use_subcommand', ['-l version', ...meaning('the version of Watchfire')]),
    line('__fish_use_subcommand', ['-l help', ...meaning('all commands')]),
    ...firstWords().flatMap(({ word, says, second }) => [
      line('__fish_use_subcommand', [`-a ${word}`, ...meaning(says)]),
      ...second.map((each) =>
        line(`${seen(word)}; and not ${seen(...second.map((one) => one.word))}`, [
          `-a ${each.word}`,
          ...meaning(each.says),
        ]),
      ),
    ]),
    ...[...ALL_COMMANDS].flatMap(([name, command]) => commandLines(name, command)),
    '',
  ].join('\n')
}

function commandLines(name: string, command: CommandSpec): readonly string[] {
  const typed = name
    .split(' ')
    .map((word) => seen(word))
    .join('; and ')
  const offers = Object.entries(command.arguments).flatMap(([each, argument]) => {
    const offer = offerOfArgument(each, argument)
    return typeof offer === 'string'
      ? []
      : [line(typed, [`-a ${quoted(offer.join(' '))}`, ...meaning(argument.says)])]
  })
  return [
    ...offers,
    ...optionsOf(command).map(([each, option]) =>
      line(typed, [`-l ${each}`, ...taken(option), ...meaning(option.says)]),
    ),
  ]
}

/** `-x`: a value, and no file for it; `-r -F`: a value, and files for it. */
function taken(option: OptionSpec): readonly string[] {
  if (option.type === 'boolean') return []
  switch (offerOfOption(option)) {
    case 'files':
      return ['-r', '-F']
    case 'folders':
      return ['-x', `-a ${quoted('(__fish_complete_directories)')}`]
    default:
      return ['-x']
  }
}

function seen(...words: readonly string[]): string {
  return `__fish_seen_subcommand_from ${words.join(' ')}`
}

function line(when: string, rest: readonly string[]): string {
  return ['complete -c watchfire', `-n ${quoted(when)}`, ...rest].join(' ')
}

function meaning(text: string): readonly string[] {
  return [`-d ${quoted(text)}`]
}

function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`
}
