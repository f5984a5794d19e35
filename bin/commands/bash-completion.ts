/** Bash completion: a function for bash 3.2 or later, which knows of words but not of what they mean. */
import { ALL_COMMANDS, type CommandSpec } from './command-table.ts'
import { firstWords, offerOfArgument, offerOfOption, optionsByName, optionsOf } from './completed.ts'

export function bashCompletion(): string {
  const firsts = firstWords()
  return `# Completion for bash: source <(bin/watchfire completion bash)
_watchfire() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD - 1]}" name="\${COMP_WORDS[1]}" IFS=$'\\n'
  # Bash takes the = of --settings=FILE for a word.
  if [ "$word" = = ]; then word=; elif [ "$before" = = ]; then before="\${COMP_WORDS[COMP_CWORD - 2]}"; fi
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    _watchfire_offer '${lines([...firsts.map(({ word }) => word), '--help', '--version'])}'
    return
  fi
  case "$before" in
${optionCases().join('\n')}
  esac
  case "$name" in
${firsts
  .filter(({ second }) => second.length > 0)
  .map(({ word, second }) =>
    secondCase(
      word,
      second.map((each) => each.word),
    ),
  )
  .join('\n')}
  esac
  case "$name" in
${[...ALL_COMMANDS].map(([name, command]) => commandCase(name, command)).join('\n')}
  esac
}
_watchfire_offer() {
  COMPREPLY=($(compgen -W "$1" -- "$word"))
}
complete -F _watchfire watchfire
`
}

/** Within quotes: one a line, because IFS is a line break. */
function lines(words: readonly string[]): string {
  return words.join('\n')
}

/** After an option that takes a value, files or folders are offered, or nothing at all. */
function optionCases(): readonly string[] {
  const valued = [...optionsByName()].filter(([, { type }]) => type === 'string')
  const named = (offer: string) =>
    valued
      .filter(([, option]) => offerOfOption(option) === offer)
      .map(([name]) => `--${name}`)
      .join('|')
  return [
    `    ${named('files')}) compopt -o filenames 2>/dev/null || true; COMPREPLY=($(compgen -f -- "$word")); return ;;`,
    `    ${named('folders')}) compopt -o filenames 2>/dev/null || true; COMPREPLY=($(compgen -d -- "$word")); return ;;`,
    `    ${named('nothing')}) return ;;`,
  ]
}

function secondCase(word: string, second: readonly string[]): string {
  return `    ${word})
      if [ "$COMP_CWORD" -eq 2 ]; then
        _watchfire_offer '${lines(second)}'
        return
      fi
      name="$name \${COMP_WORDS[2]}" ;;`
}

function commandCase(name: string, command: CommandSpec): string {
  const offers = Object.entries(command.arguments).flatMap(([each, argument]) => {
    const offer = offerOfArgument(each, argument)
    return typeof offer === 'string' ? [] : offer
  })
  const words = [...offers, ...optionsOf(command).map(([each]) => `--${each}`)]
  return `    '${name}') _watchfire_offer '${lines(words)}' ;;`
}
