/** Secret filler: reads the secrets that some texts need and puts them in, or says why not; never what a store of them says. */

import { failed, ok, type Result } from '../../domain/text/result.ts'
import type { SecretText } from '../../domain/text/secret-text.ts'
import { fillSecrets, secretNames } from '../../domain/text/secret-text.ts'
import type { Secrets } from '../../ports.ts'

export interface SecretFiller {
  /** Puts the secrets into one of the texts. */
  readonly fill: (text: SecretText) => string
  readonly secrets: readonly string[]
}

/** Reads every secret that the texts need; never rejects. What it gives is to be used at once and not kept. */
export async function secretFiller(
  texts: readonly SecretText[],
  secrets: Secrets,
): Promise<Result<SecretFiller, string>> {
  const read = new Map<string, string>()
  for (const name of new Set(texts.flatMap(secretNames))) {
    const one = await readSecret(secrets, name)
    if (!one.ok) return one
    read.set(name, one.value)
  }
  return ok({ fill: (text) => filled(text, read), secrets: [...read.values()] })
}

function filled(text: SecretText, read: ReadonlyMap<string, string>): string {
  const result = fillSecrets(text, (name) => read.get(name))
  if (!result.ok) throw new Error(`Cannot fill a text: the secret ${result.error} was not read before`)
  return result.value
}

async function readSecret(secrets: Secrets, name: string): Promise<Result<string, string>> {
  try {
    const secret = await secrets.get(name)
    return secret === undefined || secret === ''
      ? failed(`the secret ${name} is missing${placeOf(secrets, name, ', expected it in')}`)
      : ok(secret)
  } catch {
    // What a store of secrets says of a failure may itself be secret.
    return failed(`the secret ${name} could not be read${placeOf(secrets, name, ' from')}`)
  }
}

function placeOf(secrets: Secrets, name: string, before: string): string {
  const place = secrets.placeOf?.(name)
  return place === undefined ? '' : `${before} ${place}`
}
