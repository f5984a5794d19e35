/** Environment secrets: `${secret:bn1-token}` is read from the variable `WATCHFIRE_SECRET_BN1_TOKEN`. */
import type { Secrets } from '../../ports.ts'

export function envSecrets(env: Readonly<Record<string, string | undefined>>): Secrets {
  return {
    get: async (name) => withoutLastLineBreak(env[variableOf(name)]),
    placeOf: (name) => `environment variable ${variableOf(name)}`,
  }
}

/** The variable that holds a secret: upper case, and an underscore for all that is no letter and no digit. */
export function variableOf(name: string): string {
  return `WATCHFIRE_SECRET_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`
}

/** A secret filled from a file often ends in a line break, which no header may hold. */
export function withoutLastLineBreak(text: string | undefined): string | undefined {
  return text?.replace(/\r?\n$/, '')
}
