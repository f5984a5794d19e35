/** Software: what a node runs, as far as the settings and its own word tell; the words are safe to print. */
import { clientOf } from '../../look/client.ts'
import { type AboutNode, type Look, nodeIn } from '../../look/look.ts'
import { nodeSettings, type Settings } from '../../settings/settings.ts'

export interface Software {
  readonly client?: string
  readonly version?: string
  readonly execution?: string
}

/** Settings come first, then what the node says of itself, and of that only what has the shape of a version. */
export function softwareOf(
  { settings, look }: { readonly settings: Pick<Settings, 'nodes'>; readonly look: Look | null },
  id: string,
): Software {
  return softwareAbout(settings, id, look === null ? undefined : nodeIn(look, id)?.about)
}

/** The same where what the node says of itself comes from elsewhere. */
export function softwareAbout(settings: Pick<Settings, 'nodes'>, id: string, about?: AboutNode): Software {
  const written = nodeSettings(settings, id)
  const said = readVersion(about?.version)
  const client = written?.client ?? said.name
  const execution = written?.execution ?? readVersion(about?.executionVersion).name
  return {
    ...(client !== undefined && { client: client.toLowerCase() }),
    ...(said.version !== undefined && { version: said.version }),
    ...(execution !== undefined && { execution: execution.toLowerCase() }),
  }
}

/** `lighthouse v8.0.1 + geth`; an unknown part is said to be unknown. */
export function saySoftware({ client, version, execution }: Software): string {
  const consensus = `${client ?? 'unknown client'}${version === undefined ? '' : ` ${version}`}`
  return `${consensus} + ${execution ?? 'unknown execution client'}`
}

// A version text comes from the node and may say anything, so only a name we know and a number are taken from it.
function readVersion(text: string | undefined): { name?: string; version?: string } {
  if (text === undefined) return {}
  const { client, version } = clientOf(text)
  const number = version.match(/^v?\d{1,6}(\.\d{1,6}){1,3}/)?.[0]
  if (client === 'unknown') return {}
  return { name: client, ...(number !== undefined && { version: number }) }
}
