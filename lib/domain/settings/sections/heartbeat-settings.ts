/** Heartbeat settings: the dead man's switch, pinged while Watchfire does its duties. */
import type { SecretText } from '../../text/secret-text.ts'
import type { Written } from '../section.ts'
import { closed } from '../shapes.ts'
import { httpsUrl } from '../url-shapes.ts'

export interface HeartbeatSection {
  readonly heartbeat?: { readonly url: SecretText }
}

export const heartbeatSection = {
  keys,
  resolve: ({ heartbeat }: Written<typeof keys>): HeartbeatSection =>
    heartbeat === undefined ? {} : { heartbeat },
}

function keys() {
  return {
    heartbeat: closed(
      {
        url: httpsUrl(
          {
            description:
              'Called by every vantage, of a deployment and of a `watch`, after it has looked at its own duties and only if all of them are done.',
          },
          { mayHoldSecret: true },
        ),
      },
      'a map with url',
    )
      .meta({
        description:
          "A dead man's switch: called while Watchfire does its duties, so that another service can tell when it does not.",
        hidden: true,
      })
      .exactOptional(),
  }
}
