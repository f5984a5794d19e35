/** Remembered secrets: each is read once and kept, because reading one can cost money, until somebody forgets it. */
import type { Secrets } from '../../ports.ts'

interface RememberedSecrets extends Secrets {
  /** They may have been rotated: they are read again the next time. */
  forget(names: readonly string[]): void
}

/** What is missing, empty or cannot be read is looked for again each time. */
export function rememberedSecrets(secrets: Secrets): RememberedSecrets {
  const readings = new Map<string, Promise<string | undefined>>()

  async function get(name: string): Promise<string | undefined> {
    const reading = readings.get(name) ?? secrets.get(name)
    readings.set(name, reading)
    const secret = await reading.catch((error: unknown) => {
      readings.delete(name)
      throw error
    })
    if (!secret) readings.delete(name)
    return secret
  }

  return {
    ...secrets,
    get,
    forget: (names) => {
      for (const name of names) readings.delete(name)
    },
  }
}
