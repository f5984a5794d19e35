/** Zsh completion: a function that says of every command and option what it means. */
import { ALL_COMMANDS, type CommandSpec, type OptionSpec } from './command-table.ts'
import { firstWords, type Offer, offerOfArgument, offerOfOption, optionsOf } from './completed.ts'

export function zshCompletion(): string {
  const firsts = firstWords()
  const seconds = firsts.filter(({ second }) => second.length > 0)
  return `#compdef watchfire
# Completion for zsh: source <(bin/watchfire completion zsh)
_watchfire() {
  local -a commands
  local name="$words[2]"
  if ((CURRENT == 2)); then
    commands=(${described(firsts)})
    _describe command commands
    return
  fi
  shift words
  ((CURRENT--))
  case "$name" in
${seconds
  .map(
    ({ word, second }) => `    ${word})
      if ((CURRENT == 2)); then
        commands=(${described(second)})
        _describe command commands
        return
      fi
      name="$name $words[2]"
      shift words
      ((CURRENT--)) ;;`,
  )
  .join('\n')}
  esac
  case "$name" in
${[...ALL_COMMANDS].map(([name, command]) => `    ${quoted(name)}) _arguments ${specsOf(command).join(' ')} ;;`).join('\n')}
  esac
}
if [[ "$funcstack[1]" = _watchfire ]]; then
  _watchfire "$@"
else
  compdef _watchfire watchfire
fi
`
}

function described(words: readonly { readonly word: string; readonly says: string }[]): string {
  return words.map(({ word, says }) => quoted(`${word}:${says.replaceAll(':', '\\:')}`)).join(' ')
}

function specsOf(command: CommandSpec): readonly string[] {
  const named = Object.entries(command.arguments)
  return [
    ...optionsOf(command).map(([name, option]) => optionSpec(name, option)),
    ...named.map(([name, argument]) =>
      quoted(
        `${argument.many ? '*' : argument.optional ? ':' : ''}:${plain(argument.says)}:${actionOf(offerOfArgument(name, argument))}`,
      ),
    ),
  ]
}

function optionSpec(name: string, option: OptionSpec): string {
  const meaning = `--${name}${option.type === 'string' ? '=' : ''}[${plain(option.says)}]`
  return quoted(
    option.type === 'string' ? `${meaning}:${option.value}:${actionOf(offerOfOption(option))}` : meaning,
  )
}

function actionOf(offer: Offer): string {
  switch (offer) {
    case 'files':
      return '_files'
    case 'folders':
      return '_files -/'
    case 'nothing':
      return ' '
    default:
      return `(${offer.join(' ')})`
  }
}

/** Colons and brackets part the fields of a specification. */
function plain(text: string): string {
  return text.replace(/[\\:[\]]/g, '\\$&')
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
