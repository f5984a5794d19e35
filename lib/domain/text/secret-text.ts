/** Secret text: what may hold `${secret:NAME}`, how a secret is put in, and how little of a URL is ever shown. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { failed, ok, type Result } from './result.ts'

/** Shown in place of anything that may be a secret. */
export const HIDDEN = '(hidden)'

/** What a template looks like, for messages. */
export const TEMPLATE_FORM = '${secret:NAME}'

/** A secret's name: letters, digits, dots, dashes and underscores, 63 at most. */
export const TEMPLATE_PATTERN = '\\$\\{secret:([A-Za-z0-9][A-Za-z0-9._-]{0,62})\\}'

/** The names of the secrets that a text needs, each once, in the order they appear. */
export function secretNames(text: SecretText): string[] {
  return [...new Set([...text.matchAll(templates())].map(([, name]) => name!))]
}

/** Puts the secrets in, once: a template inside a secret stays as it is. The error is the name of one that is missing. */
export function fillSecrets(
  text: SecretText,
  secretOf: (name: string) => string | undefined,
): Result<string, string> {
  const secrets = new Map(secretNames(text).map((name) => [name, secretOf(name)]))
  for (const [name, secret] of secrets) if (secret === undefined) return failed(name)
  return ok(text.replace(templates(), (_, name: string) => secrets.get(name)!))
}

/** Whether the text is one template and nothing else. */
export function isTemplate(text: string): boolean {
  return new RegExp(`^${TEMPLATE_PATTERN}$`).test(text)
}

/** Whether something in the text was meant to be a template and is none. */
export function hasMalformedTemplate(text: string): boolean {
  return /\$\{|\bsecret:/i.test(withoutSecrets(text, ''))
}

/** The text with every template replaced by a stand-in. */
export function withoutSecrets(text: SecretText, standIn: string): string {
  return text.replace(templates(), () => standIn)
}

/**
 * Host and port of an http(s) URL: the only part of a URL that any output may show, since paths and user
 * info hold keys. Never throws; what it cannot tell apart with certainty it hides.
 */
export function publicHost(url: SecretText): string {
  const parts = /^https?:\/\/[^/?#\\\s]*(.*)$/is.exec(url)
  // An @ behind the host means that a slash inside a password may have been taken for the path's first one.
  if (parts === null || parts[1]!.includes('@') || !URL.canParse(url)) return HIDDEN
  const { host } = new URL(url)
  return /^[a-z0-9._:[\]-]+$/.test(host) ? host : HIDDEN
}

/** A short hash of the URL as written, so that looks made under other settings can be matched without it. */
export function urlHash(url: SecretText): string {
  return bytesToHex(sha256(utf8ToBytes(url))).slice(0, 16)
}

function templates(): RegExp {
  return new RegExp(TEMPLATE_PATTERN, 'g')
}

/** A text that may hold `${secret:NAME}`; only an adapter that is about to use it puts the secret in. */
export type SecretText = string
