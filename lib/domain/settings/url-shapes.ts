/** URL shapes: addresses in the settings, by what their paths may hold and by who is shown them. */
import { z } from 'zod'
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
import { type KeyMeaning, WHOLE } from './shapes.ts'

const URL_CHARACTERS_MAX = 2_048

/** An http(s) URL whose path may hold secrets. */
export function url(meaning: KeyMeaning) {
  return z
    .string({ error: URL_EXPECTED })
    .superRefine((written, ctx) => addWhole(ctx, urlProblems(written)))
    .meta({ form: 'URL, secrets in its path', hidden: true, ...meaning, pattern: URL_PATTERN })
}

/** An http(s) URL that is printed in notices as it is, and so holds no secret. */
export function shownUrl(meaning: KeyMeaning) {
  return z
    .string({ error: URL_EXPECTED })
    .superRefine((written, ctx) =>
      addWhole(ctx, secretNames(written).length > 0 ? [HOLDS_SECRET] : urlProblems(written)),
    )
    .meta({ form: 'URL without secrets', hidden: true, ...meaning, pattern: URL_PATTERN })
}

/** Where a webhook posts to: a URL that may be a secret as a whole, or must at least hold one. */
export function webhookUrl(meaning: KeyMeaning, { secretRequired }: { readonly secretRequired: boolean }) {
  return z
    .string({ error: `a URL, or ${TEMPLATE_FORM}` })
    .superRefine((written, ctx) => {
      if (isTemplate(written)) return
      const isClear = secretRequired && secretNames(written).length === 0 && !hasMalformedTemplate(written)
      addWhole(ctx, [...urlProblems(written), ...(isClear ? [HOLDS_NO_SECRET] : [])])
    })
    .meta({
      hidden: true,
      ...meaning,
      pattern: secretRequired ? TEMPLATE_PATTERN : `^(https?://|${TEMPLATE_PATTERN}$)`,
    })
}

/** A URL of https alone; it may be a secret as a whole or hold one in its path, or must not hold any. */
export function httpsUrl(meaning: KeyMeaning, { mayHoldSecret }: { readonly mayHoldSecret: boolean }) {
  const orSecret = mayHoldSecret ? `, or ${TEMPLATE_FORM}` : ''
  return z
    .string({ error: `a URL that begins with https://${orSecret}` })
    .superRefine((written, ctx) => {
      if (mayHoldSecret && isTemplate(written)) return
      const isSecret = !mayHoldSecret && secretNames(written).length > 0
      addWhole(ctx, isSecret ? [HOLDS_SECRET_FOR_AWS] : httpsProblems(written, orSecret))
    })
    .meta({
      form: `URL with \`https://\`, ${mayHoldSecret ? 'secrets in its path or as a whole' : 'without secrets'}`,
      hidden: true,
      ...meaning,
      pattern: mayHoldSecret ? `^(https://|${TEMPLATE_PATTERN}$)` : '^https://[^$]+$',
    })
}

const URL_EXPECTED = 'a URL that begins with http:// or https://'
const URL_PATTERN = '^https?://[^\\s/?#@\\\\]+(/[^\\s?#@\\\\]*)?$'
const HOLDS_SECRET = 'holds a secret, expected none: it is printed in notices as it is'
const HOLDS_SECRET_FOR_AWS = 'holds a secret, expected none: AWS is given it as it is'
const HOLDS_NO_SECRET = `holds no secret, expected ${TEMPLATE_FORM} for the whole URL or in its path: whoever reads it can post there`

function addWhole(ctx: z.core.$RefinementCtx<string>, problems: readonly string[]): void {
  for (const message of problems) ctx.addIssue({ code: 'custom', message, params: WHOLE, input: ctx.value })
}

function httpsProblems(written: string, orSecret: string): readonly string[] {
  if (written.startsWith('https://')) return urlProblems(written)
  return [`is not an https URL, expected one that begins with https://${orSecret}`]
}

function urlProblems(written: string): readonly string[] {
  const plain = withoutSecrets(written, 'secret')
  if (!/^https?:\/\//.test(plain))
    return ['is not an http or https URL, expected one that begins with http:// or https://']
  const host = publicHost(plain)
  const who = host === HIDDEN ? '' : `(${host}) `
  return URL_RULES.filter(({ broken }) => broken(written, plain)).map(
    ({ aboutHost, says }) => `${aboutHost ? who : ''}${says}`,
  )
}

interface UrlRule {
  /** Given the URL as written, and with a stand-in for each secret. */
  readonly broken: (written: string, plain: string) => boolean
  /** Whether the message names the host. */
  readonly aboutHost: boolean
  readonly says: string
}

const URL_RULES: readonly UrlRule[] = [
  {
    broken: hasMalformedTemplate,
    aboutHost: true,
    says: `holds a malformed secret, expected ${TEMPLATE_FORM} with a name of letters, digits, dots, dashes and underscores`,
  },
  {
    broken: (written) => {
      const [authority] = /^https?:\/\/[^/?#]*/.exec(written)!
      return withoutSecrets(authority, '') !== authority
    },
    aboutHost: false,
    says: 'holds a secret in its host or port, expected secrets in the path only',
  },
  {
    broken: (_, plain) => plain.includes('@'),
    aboutHost: true,
    says: `carries user info or an @, expected neither: put the credentials into a header, as ${TEMPLATE_FORM}`,
  },
  {
    broken: (_, plain) => /[?#]/.test(plain),
    aboutHost: true,
    says: 'carries a query or a fragment, expected host, port and path only',
  },
  {
    broken: isUnreadable,
    aboutHost: false,
    says: `cannot be read as a URL, expected http(s)://HOST[:PORT][/PATH] of at most ${URL_CHARACTERS_MAX} characters`,
  },
]

/** What the other rules tell is not told again. */
function isUnreadable(written: string, plain: string): boolean {
  if (written.length > URL_CHARACTERS_MAX) return true
  if (hasMalformedTemplate(written)) return false
  return /[\s\\]/.test(plain) || (!/[@?#]/.test(plain) && !URL.canParse(plain))
}
