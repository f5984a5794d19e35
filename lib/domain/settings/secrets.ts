/** Secrets: the names of those that the settings mention, by who needs them. */
import { secretNames } from '../text/secret-text.ts'
import type { Settings } from './settings.ts'

/** What a look needs to ask the nodes and references, in alphabetical order. */
export function secretsToLook(settings: Pick<Settings, 'nodes' | 'references'>): readonly string[] {
  const endpoints = [...settings.nodes, ...settings.references]
  return namesIn(
    endpoints.flatMap(({ url, headers, tls }) => [url, ...Object.values(headers), tls.cert, tls.key]),
  )
}

/** What it takes to call the contacts' webhooks and the heartbeat, in alphabetical order. */
export function secretsToPage({
  contacts,
  heartbeat,
}: Pick<Settings, 'contacts' | 'heartbeat'>): readonly string[] {
  return namesIn([heartbeat?.url, ...contacts.flatMap(({ webhook }) => [webhook?.url, webhook?.routingKey])])
}

function namesIn(texts: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(texts.flatMap((text) => secretNames(text ?? '')))].sort()
}
