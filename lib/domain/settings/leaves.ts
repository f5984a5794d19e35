/** Leaves: the texts and numbers of the settings, each with what is expected of it in words. */
import { z } from 'zod'
import { DURATION_PATTERN, writeDuration } from '../text/duration.ts'
import {
  HIDDEN,
  hasMalformedTemplate,
  isTemplate,
  publicHost,
  secretNames,
  TEMPLATE_FORM,
  TEMPLATE_PATTERN,
  withoutSecrets,
} from '../text/secret-text.ts'
import { readDuration } from '../text/time.ts'

/** What editors show of a key. */
export interface About {
  readonly description: string
  readonly default?: unknown
  readonly examples?: readonly unknown[]
}

/** A complaint that says all of it; other messages of the schema are only the end of "is …, expected …". */
export const WHOLE = { whole: true } as const

const URL_CHARACTERS_MAX = 2_048

/** A map with no other keys than these; its message for an unknown key is the list of the known ones. */
export function closed<S extends z.core.$ZodLooseShape>(shape: S, expected: string) {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(' ') : expected),
  })
}

export function list<T extends z.ZodType>(
  item: T,
  { min, max, of }: { min: number; max: number; of: string },
) {
  const error = `a list of ${min} to ${max} ${of}`
  return z.array(item, { error }).min(min, { error }).max(max, { error })
}

/** The name of something: a DNS label, because it stands in text messages, table keys and links. */
export function name(about: About) {
  return text(/^[a-z0-9][a-z0-9-]{0,62}$/, {
    ...about,
    expected: 'a name of at most 63 lower-case letters, digits and dashes, no dash first',
  })
}

export function text(pattern: RegExp, { expected, ...about }: About & { readonly expected: string }) {
  return z
    .string({ error: expected })
    .regex(pattern, { error: expected })
    .meta({ ...about })
}

/** Words for people, on one line. */
export function words(about: About) {
  return text(/^(?=.*\S)[^\r\n]{1,200}$/, {
    ...about,
    expected: 'a text of 1 to 200 characters on one line (in quotes if it looks like a number)',
  })
}

export function flag(about: About) {
  return z.boolean({ error: 'true or false' }).meta({ ...about })
}

export function oneOf<const T extends readonly string[]>(options: T, about: About) {
  return z.enum(options, { error: `one of ${options.join(', ')}` }).meta({ ...about })
}

export function duration({ minMs, maxMs }: { minMs: number; maxMs: number }, about: About) {
  const error = `a duration from ${writeDuration(minMs)} to ${writeDuration(maxMs)}, such as 90s or 2m`
  const inBounds = (written: string): boolean => {
    const ms = readDuration(written)
    return ms === undefined || (ms >= minMs && ms <= maxMs)
  }
  return z
    .string({ error })
    .regex(DURATION_PATTERN, { error })
    .refine(inBounds, { error })
    .meta({ ...about })
}

/** An address that a mail server could take. */
export function email(about: About) {
  return text(/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/, { ...about, expected: 'an e-mail address' })
}

/** A text that is one `${secret:NAME}` and nothing else. */
export function secret(about: About) {
  return text(new RegExp(`^${TEMPLATE_PATTERN}$`), {
    ...about,
    expected: `${TEMPLATE_FORM} and nothing else, with a name of at most 63 letters, digits, dots, dashes and underscores`,
  })
}

/** An http(s) URL whose path may hold secrets. */
export function url(about: About) {
  return z
    .string({ error: URL_EXPECTED })
    .superRefine((written, ctx) => addWhole(ctx, urlComplaints(written)))
    .meta({ ...about, pattern: URL_PATTERN })
}

/** An http(s) URL that is printed in notices as it is, and so holds no secret. */
export function shownUrl(about: About) {
  return z
    .string({ error: URL_EXPECTED })
    .superRefine((written, ctx) =>
      addWhole(ctx, secretNames(written).length > 0 ? [HOLDS_SECRET] : urlComplaints(written)),
    )
    .meta({ ...about, pattern: URL_PATTERN })
}

/** Where a webhook posts to: a URL that may be a secret as a whole, or must at least hold one. */
export function webhookUrl(about: About, { secretRequired }: { readonly secretRequired: boolean }) {
  return z
    .string({ error: `a URL, or ${TEMPLATE_FORM}` })
    .superRefine((written, ctx) => {
      if (isTemplate(written)) return
      const isClear = secretRequired && secretNames(written).length === 0 && !hasMalformedTemplate(written)
      addWhole(ctx, [...urlComplaints(written), ...(isClear ? [HOLDS_NO_SECRET] : [])])
    })
    .meta({ ...about, pattern: secretRequired ? TEMPLATE_PATTERN : `^(https?://|${TEMPLATE_PATTERN}$)` })
}

/** A URL of https alone; it may be a secret as a whole or hold one in its path, or must not hold any. */
export function httpsUrl(about: About, { mayHoldSecret }: { readonly mayHoldSecret: boolean }) {
  const orSecret = mayHoldSecret ? `, or ${TEMPLATE_FORM}` : ''
  return z
    .string({ error: `a URL that begins with https://${orSecret}` })
    .superRefine((written, ctx) => {
      if (mayHoldSecret && isTemplate(written)) return
      const isSecret = !mayHoldSecret && secretNames(written).length > 0
      addWhole(ctx, isSecret ? [HOLDS_SECRET_FOR_AWS] : httpsComplaints(written, orSecret))
    })
    .meta({ ...about, pattern: mayHoldSecret ? `^(https://|${TEMPLATE_PATTERN}$)` : '^https://[^$]+$' })
}

const URL_EXPECTED = 'a URL that begins with http:// or https://'
const URL_PATTERN = '^https?://[^\\s/?#@\\\\]+(/[^\\s?#@\\\\]*)?$'
const HOLDS_SECRET = 'holds a secret, expected none: it is printed in notices as it is'
const HOLDS_SECRET_FOR_AWS = 'holds a secret, expected none: AWS is given it as it is'
const HOLDS_NO_SECRET = `holds no secret, expected ${TEMPLATE_FORM} for the whole URL or in its path: whoever reads it can post there`

function addWhole(ctx: z.core.$RefinementCtx<string>, complaints: readonly string[]): void {
  for (const message of complaints) ctx.addIssue({ code: 'custom', message, params: WHOLE, input: ctx.value })
}

function httpsComplaints(written: string, orSecret: string): readonly string[] {
  if (written.startsWith('https://')) return urlComplaints(written)
  return [`is not an https URL, expected one that begins with https://${orSecret}`]
}

function urlComplaints(written: string): readonly string[] {
  const plain = withoutSecrets(written, 'secret')
  const scheme = /^https?:\/\//.exec(plain)
  if (scheme === null)
    return ['is not an http or https URL, expected one that begins with http:// or https://']
  const authority = /^https?:\/\/[^/?#]*/.exec(written)![0]
  const host = publicHost(plain)
  const who = host === HIDDEN ? '' : `(${host}) `
  const isMalformed = hasMalformedTemplate(written)
  const rules: readonly (readonly [boolean, string])[] = [
    [
      isMalformed,
      `${who}holds a malformed secret, expected ${TEMPLATE_FORM} with a name of letters, digits, dots, dashes and underscores`,
    ],
    [
      withoutSecrets(authority, '') !== authority,
      'holds a secret in its host or port, expected secrets in the path only',
    ],
    [
      plain.includes('@'),
      `${who}carries user info or an @, expected neither: put the credentials into a header, as ${TEMPLATE_FORM}`,
    ],
    [/[?#]/.test(plain), `${who}carries a query or a fragment, expected host, port and path only`],
    [
      (!isMalformed && /[\s\\]/.test(plain)) ||
        written.length > URL_CHARACTERS_MAX ||
        (!isMalformed && !/[@?#]/.test(plain) && !URL.canParse(plain)),
      `cannot be read as a URL, expected http(s)://HOST[:PORT][/PATH] of at most ${URL_CHARACTERS_MAX} characters`,
    ],
  ]
  return rules.filter(([broken]) => broken).map(([, says]) => says)
}
