/** Sent from this machine: the settings with the channels that work here, by the secrets of its environment. */
import { envSecrets } from '../adapters/host/env-secrets.ts'
import { sentFromHere } from '../domain/people/sent-from-here.ts'
import { secretsToPage } from '../domain/settings/needed-secrets.ts'
import type { Settings } from '../domain/settings/settings.ts'
import { withTerminal } from './terminal-contact.ts'

export async function sentFromThisMachine(
  settings: Settings,
  env: Readonly<Record<string, string | undefined>>,
): Promise<ReturnType<typeof sentFromHere>> {
  const secrets = envSecrets(env)
  const names = secretsToPage(settings)
  const values = await Promise.all(names.map((name) => secrets.get(name)))
  const from = sentFromHere(settings, {
    secretsMissing: names.filter((_, index) => !values[index]),
    placeOfSecret: secrets.placeOf!,
  })
  return { ...from, settings: withTerminal(from.settings) }
}
