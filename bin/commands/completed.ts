/** Completed: what a shell offers after what was typed so far, worked out of the table for all shells alike. */
import { ALL_COMMANDS, type ArgumentSpec, type CommandSpec, type OptionSpec } from './command-table.ts'

/** What may follow an option or stand for an argument. */
export type Offer = 'files' | 'folders' | 'nothing' | readonly string[]

/** The first words of all names, each once, with those that follow it and the line that stands in the list. */
interface FirstWord {
  readonly word: string
  readonly says: string
  readonly second: readonly { readonly word: string; readonly says: string }[]
}

export function firstWords(): readonly FirstWord[] {
  const names = [...ALL_COMMANDS].map(([name, { says }]) => ({ words: name.split(' '), says }))
  const firsts = [...new Set(names.map(({ words }) => words[0]!))]
  return firsts.map((word) => {
    const own = names.filter(({ words }) => words[0] === word)
    const second = own.flatMap(({ words, says }) => (words[1] ? [{ word: words[1], says }] : []))
    return {
      word,
      second,
      says: second.length === 0 ? own[0]!.says : own.map(({ words }) => words[1]).join(' or '),
    }
  })
}

export function offerOfOption(option: OptionSpec): Offer {
  if (option.type === 'boolean') return 'nothing'
  return option.value === 'FILE' ? 'files' : option.value === 'DIR' ? 'folders' : 'nothing'
}

/** The argument of `help` is a command. */
export function offerOfArgument(name: string, { offers }: ArgumentSpec): Offer {
  return name === 'COMMAND' ? firstWords().map(({ word }) => word) : (offers ?? 'nothing')
}

/** Every option of every command, each once by its name. */
export function optionsByName(): ReadonlyMap<string, OptionSpec> {
  return new Map([...ALL_COMMANDS.values()].flatMap(({ options }) => Object.entries(options)))
}

/** What help is asked for by, after every command. */
const HELP = { type: 'boolean', says: 'what it does, with an example' } as const

export function optionsOf({ options }: CommandSpec): readonly (readonly [string, OptionSpec])[] {
  return [...Object.entries(options), ['help', HELP]]
}
