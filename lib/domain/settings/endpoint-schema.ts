/** Endpoint schema: the shape of nodes and references in the settings. */
import { z } from 'zod'
import { DEFAULTS } from './defaults.ts'
import { closed, list, name, oneOf, secret, text, url } from './leaves.ts'

const endpoint = {
  id: name({
    description: 'Its name in notices, unique among nodes and references.',
    examples: ['fra1-lighthouse-1'],
  }),
  url: url({
    description:
      'Base URL of its Beacon API. The path may hold ${secret:NAME}; no output shows more than the host. No user info, query or fragment.',
    examples: ['https://bn1.fra1.example.com', 'https://rpc.example.com/${secret:rpc-key}'],
  }),
  headers: z
    .record(z.string(), z.string({ error: 'a text' }), { error: 'a map of header names to texts' })
    .meta({
      description:
        'Headers sent with every request. Names that look like credentials must hold their value as ${secret:NAME}.',
      default: {},
      examples: [{ authorization: 'Bearer ${secret:bn1-token}' }],
    })
    .exactOptional(),
  tls: closed(
    {
      ca: text(/\S/, {
        description:
          'PEM file of a private certificate authority; its path is relative to the settings file.',
        examples: ['certs/ca.pem'],
        expected: 'the path of a PEM file',
      }).exactOptional(),
      cert: secret({ description: 'Client certificate (PEM) for mutual TLS, with `key`.' }).exactOptional(),
      key: secret({
        description: 'Private key (PEM) of the client certificate, with `cert`.',
      }).exactOptional(),
    },
    'a map with ca, cert and key',
  )
    .meta({ description: 'A private certificate authority and a client certificate.' })
    .exactOptional(),
}

/** A beacon node that is watched. */
export const node = closed(
  {
    ...endpoint,
    dataCenter: name({ description: 'The id of the data centre it stands in.' }).exactOptional(),
    client: name({
      description: 'Its consensus client; without it, what it says of itself.',
      examples: ['lighthouse'],
    }).exactOptional(),
    execution: name({ description: 'The execution client behind it.', examples: ['geth'] }).exactOptional(),
    serves: list(name({ description: 'A group of `validators`.' }), {
      min: 0,
      max: 1_000,
      of: 'validator groups',
    })
      .meta({
        description: 'The validator groups whose clients use this node; decides how bad its failure is.',
        default: [],
      })
      .exactOptional(),
  },
  'a map with id, url and more',
)

/** A public node that is compared and never paged about. */
export const reference = closed(
  {
    ...endpoint,
    kind: oneOf(['node', 'finality'], {
      description: '`finality`: asked only for finality checkpoints. `node`: asked like a node.',
      default: DEFAULTS.referenceKind,
    }).exactOptional(),
  },
  'a map with id, url, kind, headers and tls',
)
