/** Shapes: the maps, lists, texts and numbers that sections are made of, each with what is expected of it in words. */
import { z } from 'zod'
import { either } from '../text/lists.ts'
import { TEMPLATE_FORM, TEMPLATE_PATTERN } from '../text/secret-text.ts'

/** What a key is for: shown by editors, and a row of the table in docs/settings.md. */
export interface KeyMeaning {
  readonly description: string
  readonly default?: unknown
  /** What holds without the key, where that is no value: `the first vantage`. */
  readonly unset?: string
  readonly examples?: readonly unknown[]
  /** How the table calls its form, where the shape does not tell. */
  readonly form?: string
  /** No message may show the value. */
  readonly hidden?: true
}

/** Keywords of a meaning that are ours and no editor's. */
export const OWN_KEYWORDS = ['unset', 'form', 'hidden'] as const

/** A complaint that says all of it; other messages of a shape are only the end of "is …, expected …". */
export const WHOLE = { whole: true } as const

/** The keys that a map may have, and what is said of those that an earlier version took. */
export interface KeysOfMap {
  readonly known: readonly string[]
  readonly retired: Readonly<Record<string, string>>
}

/** A map with no other keys than these. Its message for an unknown key is `KeysOfMap` as JSON. */
export function closed<S extends z.core.$ZodLooseShape>(
  shape: S,
  expected: string,
  retired: KeysOfMap['retired'] = {},
) {
  const keys: KeysOfMap = { known: Object.keys(shape), retired }
  return z
    .strictObject(shape, {
      error: (issue) => (issue.code === 'unrecognized_keys' ? JSON.stringify(keys) : expected),
    })
    .meta({ form: 'map' })
}

export function list<T extends z.ZodType>(
  item: T,
  { min, max, of }: { min: number; max: number; of: string },
) {
  const error = `a list of ${min} to ${max} ${of}`
  const form = min === 0 ? `list, up to ${max}` : `list of ${min} to ${max}${formOfItems(item)}`
  return z.array(item, { error }).min(min, { error }).max(max, { error }).meta({ form })
}

function formOfItems(item: z.ZodType): string {
  const { form } = item.meta() ?? {}
  if (form === 'name') return ' names'
  return typeof form === 'string' && form.startsWith('`') ? ` ${form}` : ''
}

/** The name of something: a DNS label, because it stands in text messages, table keys and links. */
export function name(meaning: KeyMeaning) {
  return text(/^[a-z0-9][a-z0-9-]{0,62}$/, {
    form: 'name',
    ...meaning,
    expected: 'a name of at most 63 lower-case letters, digits and dashes, no dash first',
  })
}

export function text(pattern: RegExp, { expected, ...meaning }: KeyMeaning & { readonly expected: string }) {
  return z
    .string({ error: expected })
    .regex(pattern, { error: expected })
    .meta({ form: 'text', ...meaning })
}

/** Words for people, on one line. */
export function words(meaning: KeyMeaning) {
  return text(/^(?=.*\S)[^\r\n]{1,200}$/, {
    ...meaning,
    expected: 'a text of 1 to 200 characters on one line (in quotes if it looks like a number)',
  })
}

export function flag(meaning: KeyMeaning) {
  return z.boolean({ error: 'true or false' }).meta({ form: '`true` or `false`', ...meaning })
}

export function oneOf<const T extends readonly string[]>(options: T, meaning: KeyMeaning) {
  const shown = options.map((option) => `\`${option}\``)
  return z.enum(options, { error: `one of ${options.join(', ')}` }).meta({ form: either(shown), ...meaning })
}

/** A text that is one `${secret:NAME}` and nothing else. */
export function secret(meaning: KeyMeaning) {
  return text(new RegExp(`^${TEMPLATE_PATTERN}$`), {
    form: 'secret',
    hidden: true,
    ...meaning,
    expected: `${TEMPLATE_FORM} and nothing else, with a name of at most 63 letters, digits, dots, dashes and underscores`,
  })
}
