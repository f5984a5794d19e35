/** Function config: what a deployed function is started with: its installation, its vantage, and the settings beside its code. */
import { readFileSync } from 'node:fs'
import type { Settings } from '../../domain/settings/settings.ts'
import { ENVIRONMENT } from '../../names/environment.ts'
import { SETTINGS_FILE } from '../../names/resources.ts'

interface FunctionConfig {
  readonly settings: Settings
  readonly settingsHash: string
  readonly installation: string
  /** The Region that the function runs in. */
  readonly vantage: string
  /** Whether nodes and webhooks may be on this machine; only tests say so. */
  readonly loopback: boolean
}

type Environment = Readonly<Record<string, string | undefined>>

/** Read once, when the function starts; what is missing is a broken deployment, and ends it. */
export function functionConfig(codeUrl: string, env: Environment): FunctionConfig {
  const { settings, hash: settingsHash } = bundledSettings(codeUrl)
  const installation = variable(env, ENVIRONMENT.installation)
  const vantage = variable(env, ENVIRONMENT.vantage)
  const loopback = env[ENVIRONMENT.allowLoopback] === '1'
  if (settings.vantages.some(({ name }) => name === vantage))
    return { settings, settingsHash, installation, vantage, loopback }
  const known = settings.vantages.map(({ name }) => name).join(', ')
  throw new Error(`Cannot start: ${ENVIRONMENT.vantage} is "${vantage}", expected one of ${known}`)
}

/** They were checked at synth, which wrote the file. */
function bundledSettings(codeUrl: string): { readonly settings: Settings; readonly hash: string } {
  return JSON.parse(readFileSync(new URL(SETTINGS_FILE, codeUrl), 'utf8'))
}

function variable(env: Environment, name: string): string {
  const value = env[name]
  if (value) return value
  throw new Error(`Cannot start: the environment variable ${name} is not set`)
}
