/** Read secret: one secret, or a text with its secrets put in, or in words why not; never what a store of secrets says. */

import type { SecretText } from '../../domain/text/secret-text.ts'
import { fillSecrets, secretNames } from '../../domain/text/secret-text.ts'
import type { Secrets } from '../../ports.ts'

export type Reading =
  | { readonly ok: true; readonly secret: string }
  | { readonly ok: false; readonly problem: string }

export async function readSecret(secrets: Secrets, name: string): Promise<Reading> {
  try {
    const secret = await secrets.get(name)
    return secret === undefined || secret === ''
      ? { ok: false, problem: `the secret ${name} is missing${placeOf(secrets, name, ', expected it in')}` }
      : { ok: true, secret }
  } catch {
    // What a store of secrets says of a failure may itself be secret.
    return { ok: false, problem: `the secret ${name} could not be read${placeOf(secrets, name, ' from')}` }
  }
}

type FilledText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: string }

/** To be used at once and not kept. */
export async function filledText(text: SecretText, secrets: Secrets): Promise<FilledText> {
  const known = new Map<string, string>()
  for (const name of secretNames(text)) {
    const reading = await readSecret(secrets, name)
    if (!reading.ok) return reading
    known.set(name, reading.secret)
  }
  const filled = fillSecrets(text, (name) => known.get(name))
  return filled.ok ? filled : { ok: false, problem: `the secret ${filled.missing} is missing` }
}

function placeOf(secrets: Secrets, name: string, before: string): string {
  const place = secrets.placeOf?.(name)
  return place === undefined ? '' : `${before} ${place}`
}
