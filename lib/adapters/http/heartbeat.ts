/** Heartbeat: pings the dead man's switch, which rings somebody when it is not pinged. */
import type { SecretText } from '../../domain/text/secret-text.ts'
import { SECOND_MS } from '../../domain/text/time.ts'
import type { Log, Secrets } from '../../ports.ts'
import { type CalloutOptions, callout, type Said } from './callout.ts'

interface HeartbeatOptions extends CalloutOptions {
  readonly url: SecretText
  readonly log: Log
  /** How many vantages ping the same switch. */
  readonly vantages: number
}

/** Some services take no more than five pings a minute: all vantages together stay at four. */
const PING_SHARE_MS = 15 * SECOND_MS

/** Never throws: a heartbeat that fails must not keep a page from going out. */
export function heartbeat(options: HeartbeatOptions): () => Promise<void> {
  const { clock, log, url, vantages } = options
  const secrets = rememberedSecrets(options.secrets)
  const call = callout({ ...options, secrets })
  let quietUntil = Number.NEGATIVE_INFINITY

  return async () => {
    if (clock.now() < quietUntil) return
    const problem = problemWith(await call({ method: 'GET', url }))
    if (problem === null) {
      quietUntil = clock.now() + vantages * PING_SHARE_MS
      return
    }
    secrets.forget()
    log.warn('heartbeat not taken', { because: problem })
  }
}

function problemWith(said: Said): string | null {
  if (said.kind === 'nothing') return said.because
  const { status } = said
  return status >= 200 && status < 300 ? null : `it answered HTTP ${status}, expected 200 to 299`
}

/** Each reading is decrypted, and that is charged: once a minute all month long it would cost more than the rest. */
function rememberedSecrets(secrets: Secrets): Secrets & { forget(): void } {
  const known = new Map<string, string>()
  return {
    ...secrets,
    async get(name) {
      const secret = known.get(name) ?? (await secrets.get(name))
      if (secret !== undefined) known.set(name, secret)
      return secret
    },
    /** They may have been rotated. */
    forget: () => known.clear(),
  }
}
