/** Heartbeat: pings the dead man's switch, which rings somebody when it is not pinged. */
import { type SecretText, secretNames } from '../../domain/text/secret-text.ts'
import { SECOND_MS } from '../../domain/text/time.ts'
import type { Log } from '../../ports.ts'
import { rememberedSecrets } from '../host/remembered-secrets.ts'
import { type CallResult, type SingleCallOptions, singleCall } from './single-call.ts'

interface HeartbeatOptions extends SingleCallOptions {
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
  // Once a minute all month long, reading its secret would cost more than the rest.
  const secrets = rememberedSecrets(options.secrets)
  let quietUntil = Number.NEGATIVE_INFINITY

  return async () => {
    if (clock.now() < quietUntil) return
    const problem = problemWith(await singleCall({ ...options, secrets }, { method: 'GET', url }))
    if (problem === null) {
      quietUntil = clock.now() + vantages * PING_SHARE_MS
      return
    }
    secrets.forget(secretNames(url))
    log.warn('heartbeat not taken', { because: problem })
  }
}

function problemWith(result: CallResult): string | null {
  if (result.kind === 'nothing') return result.because
  const { status } = result
  return status >= 200 && status < 300 ? null : `it answered HTTP ${status}, expected 200 to 299`
}
