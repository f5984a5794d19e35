/** Needed secrets: the names of those that the settings mention, by who needs them, in alphabetical order. */
import { secretNames } from '../text/secret-text.ts'
import type { Settings } from './settings.ts'

/** What a look needs to ask the nodes and references. */
export function secretsToLook({
  nodes,
  references,
}: Pick<Settings, 'nodes' | 'references'>): readonly string[] {
  return namesIn([nodes, references])
}

/** What it takes to call the contacts' webhooks and the heartbeat. */
export function secretsToPage({
  contacts,
  heartbeat,
}: Pick<Settings, 'contacts' | 'heartbeat'>): readonly string[] {
  return namesIn([contacts, heartbeat])
}

/** Anywhere in them: where a secret may stand is for the shape of each key to say. */
function namesIn(settings: readonly unknown[]): readonly string[] {
  return secretNames(JSON.stringify(settings)).toSorted()
}
