/** Link key: what signs the links of a watch on this machine, made once in its data folder. */
import { randomBytes } from 'node:crypto'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { envSecrets, variableOf } from '../adapters/host/env-secrets.ts'
import {
  LINK_KEY_BYTES,
  type LinkKeys,
  readLinkKeys,
  rotateLinkKeys,
} from '../domain/people/links/link-keys.ts'
import { LINK_KEY } from '../names/resources.ts'

interface KeyPlace {
  /** Of a watch that holds it, so nobody else makes a key there. */
  readonly dataDir: string
  readonly env: Readonly<Record<string, string | undefined>>
}

const ONLY_OURS = 0o600

/** The environment's, where it is set; else the folder's, which outlives the watch, so that older links still work. */
export async function localLinkKeys({ dataDir, env }: KeyPlace): Promise<LinkKeys> {
  const given = await envSecrets(env).get(LINK_KEY)
  if (given !== undefined)
    return readLinkKeys(given, { name: LINK_KEY, place: `the variable ${variableOf(LINK_KEY)}` })
  const path = join(dataDir, LINK_KEY)
  return readLinkKeys(keptIn(path) ?? madeIn(path), { name: LINK_KEY, place: path })
}

function keptIn(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function madeIn(path: string): string {
  const text = rotateLinkKeys([], randomBytes(LINK_KEY_BYTES))
  rmSync(`${path}.new`, { force: true })
  writeFileSync(`${path}.new`, `${text}\n`, { mode: ONLY_OURS, flag: 'wx', flush: true })
  renameSync(`${path}.new`, path)
  return text
}
