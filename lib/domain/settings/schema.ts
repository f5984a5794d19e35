/** Schema: the shape of `watchfire.yaml`, key by key; what ties one key to another is in `cross-checks.ts`. */
import { z } from 'zod'
import { PRESETS } from '../chain/networks.ts'
import { DEFAULTS } from './defaults.ts'
import { node, reference } from './endpoint-schema.ts'
import { INDEX_MAX, INDICES_PATTERN, readRanges } from './indices.ts'
import { closed, duration, email, flag, list, name, shownUrl, text, words } from './leaves.ts'
import { contact, policy, rotation } from './people-schema.ts'
import { drill, heartbeat, maintenance } from './planned-schema.ts'
import { thresholds } from './threshold-schema.ts'

const vantageName = name({
  description:
    'The name of a vantage. `cdk synth` asks for the name of an AWS Region; here any name will do.',
  examples: ['eu-central-1'],
})

const vantage = z.union(
  [
    vantageName,
    closed(
      {
        region: vantageName.exactOptional(),
        name: name({ description: 'The same as `region`, for a vantage that is no Region.' }).exactOptional(),
        vpcId: text(/^vpc-[0-9a-f]{8,17}$/, {
          description: 'The VPC whose NAT gateway gives this vantage a fixed address.',
          expected: 'the id of a VPC, such as vpc-0a1b2c3d',
        }).exactOptional(),
        subnetIds: list(
          text(/^subnet-[0-9a-f]{8,17}$/, {
            description: 'A subnet of that VPC.',
            expected: 'the id of a subnet, such as subnet-0a1b2c3d',
          }),
          { min: 1, max: 16, of: 'ids of subnets' },
        )
          .meta({ description: 'Private subnets of that VPC.' })
          .exactOptional(),
      },
      'a name, or a map with region (or name), vpcId and subnetIds',
    ),
  ],
  { error: 'a name, or a map with region (or name), vpcId and subnetIds' },
)

const dataCenter = closed(
  {
    id: name({ description: 'What nodes call it in `dataCenter`.', examples: ['fra1'] }),
    provider: words({
      description: 'Who runs the site; faults that follow a provider are named.',
    }).exactOptional(),
    contacts: list(
      closed(
        {
          name: words({ description: 'Who it is.', examples: ['Hetzner NOC'] }),
          phone: words({ description: 'A telephone number, as people dial it.' }).exactOptional(),
          email: email({ description: 'An e-mail address.' }).exactOptional(),
          url: shownUrl({ description: 'A support form or portal.' }).exactOptional(),
          direct: flag({
            description: 'Reaches a human at the site at any hour, not a ticket queue.',
            default: DEFAULTS.direct,
          }).exactOptional(),
        },
        'a map with name, phone, email, url and direct',
      ),
      { min: 0, max: 20, of: 'contacts' },
    )
      .meta({ description: 'Whom to call when the data centre goes dark.', default: [] })
      .exactOptional(),
  },
  'a map with id, provider and contacts',
)

const indicesExpected = `an index (5), a range (1000-1999) or several (1-3,7), lowest first and none above ${INDEX_MAX}`
const indicesText = z
  .string({ error: indicesExpected })
  .regex(INDICES_PATTERN, { error: indicesExpected })
  .refine((written) => readRanges(written) !== undefined, { error: indicesExpected })
const index = z
  .int({ error: indicesExpected })
  .min(0, { error: indicesExpected })
  .max(INDEX_MAX, { error: indicesExpected })

const validatorGroup = closed(
  {
    group: name({ description: 'What nodes call it in `serves`.', examples: ['g1'] }),
    indices: z
      .union(
        [
          index,
          indicesText,
          list(z.union([index, indicesText], { error: indicesExpected }), {
            min: 1,
            max: 10_000,
            of: 'indices and ranges',
          }),
        ],
        { error: indicesExpected },
      )
      .meta({
        description: 'Validator indices; ranges are inclusive.',
        examples: ['1000-1999', 5, ['1-3,7', 9]],
      }),
  },
  'a map with group and indices',
)

const watchfire = closed(
  {
    name: text(/^[a-z0-9][a-z0-9-]{0,39}$/, {
      description: 'The name of this installation, which tells two in one AWS account apart.',
      default: DEFAULTS.name,
      expected: 'a name of at most 40 lower-case letters, digits and dashes, no dash first',
    }).exactOptional(),
    network: text(/^[a-z0-9-]{1,63}$/, {
      description: `${Object.keys(PRESETS).join(', ')}; or any other name, for a network that is learned from its nodes.`,
      examples: Object.keys(PRESETS),
      expected: `${Object.keys(PRESETS).join(', ')}, or a name of your own in lower-case letters, digits and dashes`,
    }),
    cadence: duration(DEFAULTS.cadenceBounds, {
      description: 'How often each vantage looks at every node.',
      default: DEFAULTS.cadence,
    }).exactOptional(),
    vantages: list(vantage, { min: 1, max: 10, of: 'vantages' }).meta({
      description:
        'From where the nodes are watched; three or more, far apart, tell a dead node from a cut cable.',
    }),
    home: name({
      description:
        'The vantage that holds the table itself; the others hold replicas. It cannot move once deployed. Default: the first one.',
    }).exactOptional(),
    pagingRegions: list(name({ description: 'One of `vantages`.' }), { min: 1, max: 10, of: 'vantages' })
      .meta({ description: 'The vantages that can page. Default: all of them.' })
      .exactOptional(),
    dataCenters: list(dataCenter, { min: 0, max: 200, of: 'data centres' })
      .meta({ description: 'Where the nodes stand.', default: [] })
      .exactOptional(),
    nodes: list(node, { min: 1, max: 500, of: 'nodes' }).meta({
      description: 'The beacon nodes that are watched.',
    }),
    references: list(reference, { min: 0, max: 20, of: 'references' })
      .meta({
        description:
          'Independent public nodes: compared, never paged about, and used to tell whether a vantage is cut off.',
        default: [],
      })
      .exactOptional(),
    validators: list(validatorGroup, { min: 0, max: 1_000, of: 'validator groups' })
      .meta({ description: 'The validators that depend on the nodes, in groups.', default: [] })
      .exactOptional(),
    contacts: list(contact, { min: 0, max: 100, of: 'contacts' })
      .meta({ description: 'The people and machines that are told.', default: [] })
      .exactOptional(),
    rotations: list(rotation, { min: 0, max: 50, of: 'rotations' })
      .meta({ description: 'Contacts who take weekly turns.', default: [] })
      .exactOptional(),
    escalation: closed(
      { critical: policy('critical'), warning: policy('warning') },
      'a map with critical and warning',
    )
      .meta({ description: 'Who is told when.' })
      .exactOptional(),
    maintenance: list(maintenance, { min: 0, max: 100, of: 'maintenance windows' })
      .meta({ description: 'When work is planned: what it covers is not told meanwhile.', default: [] })
      .exactOptional(),
    heartbeat: heartbeat
      .meta({
        description:
          "A dead man's switch: called while Watchfire does its duties, so that another service can tell when it does not.",
      })
      .exactOptional(),
    drill: drill
      .meta({ description: 'A test every week, by every paging Region, that is to be acknowledged.' })
      .exactOptional(),
    thresholds: thresholds.exactOptional(),
    privateAddresses: flag({
      description:
        'Whether nodes may have private addresses (10/8, 172.16/12, 192.168/16, 100.64/10, fc00::/7).',
      default: DEFAULTS.privateAddresses,
    }).exactOptional(),
    runbook: shownUrl({
      description: 'Base URL of the runbook in notices. Default: docs/runbook in the repository.',
    }).exactOptional(),
    communicate: z
      .record(
        z
          .string()
          .regex(/^[A-Za-z][\w-]{0,39}$/, { error: 'a word of letters, digits, dashes and underscores' }),
        words({ description: 'A channel or an address.' }),
        { error: 'a map of names to texts' },
      )
      .meta({
        description: 'Whom to tell when the trouble is the network itself; printed in such notices.',
        default: {},
        examples: [{ team: '#incidents' }],
      })
      .exactOptional(),
  },
  'a map with network, vantages and nodes',
)

/** Generated for editors and used to read; it validates only, and fills nothing in. */
export const settingsSchema = watchfire.meta({ title: 'Watchfire settings', description: 'watchfire.yaml' })

/** The settings as written, once the schema has let them through. */
export type WrittenSettings = z.infer<typeof settingsSchema>
