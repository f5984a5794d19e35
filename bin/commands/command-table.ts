/** Command table: every command with its arguments, options, exit codes and examples; help, completion and reading follow it. */

export type OptionSpec =
  | { readonly type: 'boolean'; readonly says: string }
  | {
      readonly type: 'string'
      /** What its value stands for in help; after `FILE` and `DIR` a shell offers those. */
      readonly value: string
      readonly says: string
      /** What to say when it is left out; without it, the option may be left out. */
      readonly missing?: string
    }

export interface ArgumentSpec {
  readonly says: string
  /** All that may stand there. */
  readonly offers?: readonly string[]
  readonly optional?: true
  /** It may stand several times; then it is the last one. */
  readonly many?: true
}

export interface CommandSpec {
  readonly group: Group
  /** What it does, in one line of the list. */
  readonly says: string
  /** More about it, in sentences. */
  readonly more: string
  /** By name, in the order in which they are typed. */
  readonly arguments: Readonly<Record<string, ArgumentSpec>>
  readonly options: Readonly<Record<string, OptionSpec>>
  /** Of each pair, only one may be given. */
  readonly apart?: readonly (readonly [string, string])[]
  /** What the exit codes mean; 2 is the same for every command. */
  readonly exits: { readonly 0: string; readonly 1?: string }
  readonly examples: readonly string[]
}

/** In the order of the list. */
export const GROUPS = {
  watch: 'Watch nodes',
  answer: 'Answer a page',
  trust: 'Be sure that a page would arrive',
  deploy: 'Deploy',
  read: 'Look something up',
} as const

export type Group = keyof typeof GROUPS

/** Exit code 2, of every command. */
export const EXIT_2 = 'bad settings or usage, or something that is needed does not answer'

const SETTINGS = {
  type: 'string',
  value: 'FILE',
  says: 'the settings; without it, watchfire.yaml in this folder',
} as const
const JSON_OUT = { type: 'boolean', says: 'print one JSON document, and nothing else, on stdout' } as const
const DATA = {
  type: 'string',
  value: 'DIR',
  says: 'the data folder of a watch on this machine; without it, .watchfire',
} as const
const DATA_OR_DEMO = {
  ...DATA,
  says: 'the data folder of a watch here; without it, .watchfire, or else a running demo',
} as const
const AWS = {
  type: 'boolean',
  says: 'the deployment that the settings describe, with your own credentials',
} as const
const AS = {
  type: 'string',
  value: 'NAME',
  says: 'who you are; without it, the user name of this shell',
} as const

/** Where a command finds what is known of incidents. */
const STORE = { data: DATA_OR_DEMO, aws: AWS, settings: SETTINGS, json: JSON_OUT } as const
const STORE_APART = [['aws', 'data']] as const

const INCIDENT = { says: 'an incident, by the five letters and digits that its page shows' } as const
const MUTED = { says: 'node:ID, data-center:ID or kind:KIND' } as const
const IS_OVER = 'it is over, and nothing was written'

export const COMMANDS = {
  watch: {
    group: 'watch',
    says: 'look, judge and page from this machine until interrupted',
    more: 'Without settings it watches a demo network that breaks while you look. Notices go to the terminal and to notices.ndjson in the data folder. The desk is on port 7380 of 127.0.0.1, or on a free port while that one is taken.',
    arguments: {},
    options: {
      settings: {
        ...SETTINGS,
        says: 'the settings; without it, watchfire.yaml here, or else the demo network',
      },
      data: {
        ...DATA,
        says: 'where to keep what is seen; without it, .watchfire, or a new folder for the demo',
      },
      port: { type: 'string', value: 'N', says: 'the port of the desk; 0 takes any free one' },
      cadence: { type: 'string', value: 'TIME', says: 'how often to look, such as 2s; 1s at least' },
      once: { type: 'boolean', says: 'end after one round, or after one telling of the demo' },
      json: { type: 'boolean', says: 'print one JSON document a line, and nothing else, on stdout' },
      demo: { type: 'boolean', says: 'the demo network, also where there are settings' },
    },
    apart: [['demo', 'settings']],
    exits: { 0: 'interrupted, or well after --once', 1: 'a warning or worse after --once' },
    examples: ['bin/watchfire watch', 'bin/watchfire watch --settings fleet.yaml --data facts --port 0'],
  },
  look: {
    group: 'watch',
    says: 'one round from here',
    more: 'It asks every node once, judges what it saw, and sends nothing.',
    arguments: {},
    options: { settings: SETTINGS, json: JSON_OUT },
    exits: { 0: 'all is well', 1: 'a warning or worse' },
    examples: ['bin/watchfire look', 'bin/watchfire look --json'],
  },
  incidents: {
    group: 'answer',
    says: 'what is open, and who has it in hand',
    more: 'It works beside a running watch, and after it.',
    arguments: {},
    options: STORE,
    apart: STORE_APART,
    exits: { 0: 'nothing is open', 1: 'a warning or worse is open' },
    examples: ['bin/watchfire incidents', 'bin/watchfire incidents --aws'],
  },
  show: {
    group: 'answer',
    says: 'the whole story of one incident or test page, also when it is over',
    more: 'What is seen, the runbook, and who was told what, when and how.',
    arguments: { ID: INCIDENT },
    options: STORE,
    apart: STORE_APART,
    exits: { 0: 'it is shown, whatever its state' },
    examples: ['bin/watchfire show D79AP', 'bin/watchfire show D79AP --json'],
  },
  ack: {
    group: 'answer',
    says: 'say that you take care of an incident; nobody is told of it again until that ends',
    more: 'It ends by itself. Without --for it lasts as long as the settings say (ackExpires), or 30 minutes. Several ids are acknowledged alike, and none of them while one names no incident; --json prints a list then.',
    arguments: { ID: { ...INCIDENT, many: true, optional: true } },
    options: {
      all: { type: 'boolean', says: 'all that people are told of and that nobody has in hand' },
      for: { type: 'string', value: 'TIME', says: 'how long, such as 30m or 2h; 24h at most' },
      as: AS,
      ...STORE,
    },
    apart: STORE_APART,
    exits: {
      0: 'all of them are acknowledged',
      1: 'one is over, or there is none: of that nothing was written',
    },
    examples: [
      'bin/watchfire ack D79AP',
      'bin/watchfire ack d79ap 7ce1b --for 2h --aws',
      'bin/watchfire ack --all',
    ],
  },
  escalate: {
    group: 'answer',
    says: 'tell the next step of an incident now, also when somebody has it',
    more: 'It takes an acknowledgement back: more people, now.',
    arguments: { ID: INCIDENT },
    options: { as: AS, ...STORE },
    apart: STORE_APART,
    exits: { 0: 'it is asked for', 1: IS_OVER },
    examples: ['bin/watchfire escalate D79AP'],
  },
  note: {
    group: 'answer',
    says: 'add a remark to the story of an incident',
    more: 'Everybody reads it at the desk and in show.',
    arguments: { ID: INCIDENT, TEXT: { says: 'one line of text, in quotes' } },
    options: { as: AS, ...STORE },
    apart: STORE_APART,
    exits: { 0: 'it is written', 1: IS_OVER },
    examples: ['bin/watchfire note D79AP "ams1 changes a switch; they call back at 19:45"'],
  },
  mute: {
    group: 'answer',
    says: 'send nothing of a node, a data centre or a kind for a time',
    more: 'Every mute ends by itself and is shown on every notice and page. kind:blind cannot be muted.',
    arguments: { SCOPE: MUTED },
    options: {
      for: {
        type: 'string',
        value: 'TIME',
        says: 'how long, such as 2h; 7d at most',
        missing: '--for is missing: every mute ends by itself, such as --for 2h',
      },
      reason: {
        type: 'string',
        value: 'TEXT',
        says: 'why, for everybody who asks why it is silent',
        missing: '--reason is missing: others will ask why it is silent',
      },
      as: AS,
      ...STORE,
    },
    apart: STORE_APART,
    exits: { 0: 'it is muted' },
    examples: ['bin/watchfire mute data-center:ams1 --for 2h --reason "new switch"'],
  },
  unmute: {
    group: 'answer',
    says: 'end what mutes a scope, planned maintenance too',
    more: 'A weekly maintenance window comes again the next week.',
    arguments: { SCOPE: MUTED },
    options: { as: AS, ...STORE },
    apart: STORE_APART,
    exits: { 0: 'it is no longer muted', 1: 'it was not muted' },
    examples: ['bin/watchfire unmute data-center:ams1'],
  },
  mutes: {
    group: 'answer',
    says: 'what is muted now, by whom, until when and why',
    more: 'Planned maintenance is listed where the settings are at hand.',
    arguments: {},
    options: STORE,
    apart: STORE_APART,
    exits: { 0: 'listed, whether anything is muted or not' },
    examples: ['bin/watchfire mutes --aws'],
  },
  override: {
    group: 'answer',
    says: 'let one contact stand in for another for a time',
    more: 'In every rotation and every step. With the same contact twice, it takes an earlier one back, and needs no --until.',
    arguments: { CONTACT: { says: 'who is replaced, by the id in the settings' } },
    options: {
      with: {
        type: 'string',
        value: 'CONTACT',
        says: 'who stands in',
        missing: '--with is missing, expected the contact who stands in',
      },
      until: {
        type: 'string',
        value: 'WHEN',
        says: 'when it ends, such as 8h or 2026-11-23T08:00+01:00; 31d at most',
      },
      as: AS,
      ...STORE,
    },
    apart: STORE_APART,
    exits: { 0: 'it is agreed', 1: 'there is nothing to take back' },
    examples: ['bin/watchfire override ann --with bob --until 8h', 'bin/watchfire override ann --with ann'],
  },
  doctor: {
    group: 'trust',
    says: 'everything that would keep a page from arriving, each with its mend',
    more: 'It only reads: settings, nodes, secrets, subscriptions, SMS, clocks.',
    arguments: {},
    options: {
      settings: SETTINGS,
      aws: { ...AWS, says: 'also the account, in every Region' },
      json: JSON_OUT,
    },
    exits: { 0: 'nothing was found', 1: 'something was found, or could not be looked at' },
    examples: ['bin/watchfire doctor', 'bin/watchfire doctor --aws'],
  },
  drill: {
    group: 'trust',
    says: 'a test page by every paging Region, and how long it took to the phone and to the answer',
    more: 'The page is marked as a test. It is sent by the watch that runs here, or with --aws by the deployment.',
    arguments: {},
    options: {
      contact: {
        type: 'string',
        value: 'ID',
        says: 'who is paged; without it, whoever a critical incident reaches first now',
      },
      wait: { type: 'string', value: 'TIME', says: 'how long to wait for the answer; without it, 15m' },
      ...STORE,
      data: DATA,
    },
    apart: STORE_APART,
    exits: { 0: 'every Region has sent it, and somebody acknowledged', 1: 'not so' },
    examples: ['bin/watchfire drill', 'bin/watchfire drill --aws --contact oncall-a'],
  },
  guarantees: {
    group: 'deploy',
    says: 'how long after a fault somebody is told, by kind, worked out from these settings',
    more: 'docs/guarantees.md has the same for one, three and five vantages, and what was measured in simulated time.',
    arguments: {},
    options: { settings: SETTINGS, json: JSON_OUT },
    exits: { 0: 'there is a table' },
    examples: ['bin/watchfire guarantees'],
  },
  cost: {
    group: 'deploy',
    says: 'what a month on AWS costs by these settings, with the arithmetic shown',
    more: 'Every line can be worked out again by hand.',
    arguments: {},
    options: {
      settings: SETTINGS,
      measured: { type: 'boolean', says: 'take sizes and times from the looks that a watch stored' },
      data: { ...DATA, says: 'where --measured reads; without it, .watchfire' },
      'free-tier': { type: 'boolean', says: 'take off what every account gets for nothing' },
      json: JSON_OUT,
    },
    exits: { 0: 'there is a total' },
    examples: ['bin/watchfire cost', 'bin/watchfire cost --measured --free-tier'],
  },
  'secret set': {
    group: 'deploy',
    says: 'put a secret into every vantage Region',
    more: 'The value comes from stdin, or is typed without echo. It is never an argument, where others could see it.',
    arguments: { NAME: { says: 'the name that the settings have in ${secret:NAME}' } },
    options: { settings: SETTINGS, generate: { type: 'boolean', says: 'make a random value' } },
    exits: { 0: 'every Region has it', 1: 'a Region lacks it, or did not answer' },
    examples: [
      'bin/watchfire secret set bn1-token <token.txt',
      'bin/watchfire secret set link-key --generate',
    ],
  },
  'secret list': {
    group: 'deploy',
    says: 'which secrets the settings need, and where one is missing',
    more: 'Values are never shown.',
    arguments: {},
    options: { settings: SETTINGS, json: JSON_OUT },
    exits: { 0: 'every Region has all of them', 1: 'one is missing, or a Region did not answer' },
    examples: ['bin/watchfire secret list'],
  },
  paths: {
    group: 'deploy',
    says: 'what a proxy in front of a node must let through',
    more: 'Every path with its method. docs/expose-nodes.md says how to use it.',
    arguments: {},
    options: { json: JSON_OUT, nginx: { type: 'boolean', says: 'as a map for the settings of nginx' } },
    apart: [['json', 'nginx']],
    exits: { 0: 'printed' },
    examples: ['bin/watchfire paths', 'bin/watchfire paths --nginx'],
  },
  kinds: {
    group: 'read',
    says: 'the table of incident kinds and their thresholds',
    more: 'As Markdown, with an example of how the settings change them.',
    arguments: {},
    options: { json: JSON_OUT },
    exits: { 0: 'printed' },
    examples: ['bin/watchfire kinds'],
  },
  schema: {
    group: 'read',
    says: 'the JSON Schema of watchfire.yaml, for editors',
    more: 'docs/watchfire.schema.json holds the same.',
    arguments: {},
    options: {},
    exits: { 0: 'printed' },
    examples: ['bin/watchfire schema >watchfire.schema.json'],
  },
  help: {
    group: 'read',
    says: 'all commands, or one with its options and an example',
    more: 'bin/watchfire COMMAND --help shows the same.',
    arguments: { COMMAND: { says: 'the command that it is about', optional: true } },
    options: { markdown: { type: 'boolean', says: 'the table of commands that stands in README.md' } },
    exits: { 0: 'printed' },
    examples: ['bin/watchfire help ack'],
  },
  version: {
    group: 'read',
    says: 'the version of Watchfire',
    more: 'bin/watchfire --version shows the same.',
    arguments: {},
    options: {},
    exits: { 0: 'printed' },
    examples: ['bin/watchfire version'],
  },
  completion: {
    group: 'read',
    says: 'what makes a shell complete commands and options',
    more: 'Load it into a shell as below, or from the file that the shell reads when it starts.',
    arguments: { SHELL: { says: 'bash, zsh or fish', offers: ['bash', 'zsh', 'fish'] } },
    options: {},
    exits: { 0: 'printed' },
    examples: [
      'source <(bin/watchfire completion bash)',
      'source <(bin/watchfire completion zsh)',
      'bin/watchfire completion fish | source',
    ],
  },
} as const satisfies Readonly<Record<string, CommandSpec>>

export type CommandName = keyof typeof COMMANDS

/** All commands by name, as far as what works for all of them is concerned. */
export const ALL_COMMANDS: ReadonlyMap<string, CommandSpec> = new Map(Object.entries(COMMANDS))
