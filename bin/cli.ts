/** The command line: finds the command and gives its exit code to the shell. */
import { nearest } from '../lib/domain/text/nearest.ts'
import { type Command, type Io, usageError } from './commands/io.ts'

/** Where the facts are: in a data folder, or in the table of a deployment, with the credentials of who runs this. */
const AT = '[--data DIR | --aws] [--settings F]'

const COMMANDS: Readonly<
  Record<string, { readonly says: string; readonly load: () => Promise<{ run: Command }> }>
> = {
  watch: {
    says: 'look, judge and page from this machine until interrupted; without settings, on a demo network\n  its desk is on port 7380 of 127.0.0.1, or on a free one while that is taken; --port 0 takes any\n  [--settings F] [--data DIR] [--port N] [--cadence D] [--once] [--json] [--demo]',
    load: () => import('./commands/watch.ts'),
  },
  look: {
    says: 'one round from here; exit 0 well, 1 a warning or worse\n  [--settings F] [--json]',
    load: () => import('./commands/look.ts'),
  },
  incidents: {
    says: `what is open, who has it in hand, what is muted, also while a watch runs; exit 1 if anything is open\n  ${AT} [--json]`,
    load: () => import('./commands/incidents.ts'),
  },
  show: {
    says: `one incident or test page, also when it is over: what is seen, the runbook, who was told what when and how\n  ID ${AT} [--json]`,
    load: () => import('./commands/show.ts'),
  },
  ack: {
    says: `you have it: nobody is told of it again until that expires, after 24h at most; exit 1 if it is over\n  ID [--for 30m] [--as NAME] ${AT} [--json]`,
    load: () => import('./commands/ack.ts'),
  },
  escalate: {
    says: `the next step is due now, also when somebody has acknowledged; exit 1 if it is over\n  ID [--as NAME] ${AT} [--json]`,
    load: () => import('./commands/escalate.ts'),
  },
  note: {
    says: `a remark for the timeline of an incident; exit 1 if it is over\n  ID TEXT [--as NAME] ${AT} [--json]`,
    load: () => import('./commands/note.ts'),
  },
  mute: {
    says: `nothing is sent of a node, a data centre or a kind, for 7d at most; kind:blind cannot be muted\n  node:ID|data-center:ID|kind:KIND --for 2h --reason TEXT [--as NAME] ${AT} [--json]`,
    load: () => import('./commands/mute.ts'),
  },
  unmute: {
    says: `ends what mutes a scope, planned maintenance too; exit 1 if nothing does\n  SCOPE [--as NAME] ${AT} [--json]`,
    load: () => import('./commands/unmute.ts'),
  },
  mutes: {
    says: `what is muted now, by whom, until when and why\n  ${AT} [--json]`,
    load: () => import('./commands/mutes.ts'),
  },
  override: {
    says: `one contact stands in for another, for 31d at most; --with the same contact takes it back\n  CONTACT --with CONTACT --until 8h|2026-11-23T08:00+01:00 [--as NAME] ${AT} [--json]`,
    load: () => import('./commands/override.ts'),
  },
  paths: {
    says: 'the paths and methods that a proxy in front of a node must let through\n  [--json]',
    load: () => import('./commands/paths.ts'),
  },
  kinds: {
    says: 'the table of incident kinds and their thresholds\n  [--json]',
    load: () => import('./commands/kinds.ts'),
  },
  doctor: {
    says: 'everything that would keep a page from arriving, each with its mend; reads only; exit 1 if anything is found\n  [--settings F] [--aws] [--json]',
    load: () => import('./commands/doctor.ts'),
  },
  drill: {
    says: 'a marked test page by every paging Region, and how long it took to the phone and to the acknowledgement\n  [--contact ID] [--settings F] [--data DIR | --aws] [--wait D] [--json]',
    load: () => import('./commands/drill.ts'),
  },
  cost: {
    says: 'what a month on AWS costs by these settings, with the arithmetic shown\n  [--settings F] [--measured [--data DIR]] [--free-tier] [--json]',
    load: () => import('./commands/cost.ts'),
  },
  secret: {
    says: 'puts a secret into every vantage Region, or tells where secrets are missing; exit 1 if any is\n  set NAME [--settings F] [--generate]   the value comes from stdin\n  list [--settings F] [--json]',
    load: () => import('./commands/secret.ts'),
  },
  schema: {
    says: 'the JSON Schema of watchfire.yaml, for editors',
    load: () => import('./commands/schema.ts'),
  },
}

const io: Io = { stdout: process.stdout, stderr: process.stderr, env: process.env, cwd: process.cwd() }
process.exitCode = await main(process.argv.slice(2))

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') return help()
  const command = COMMANDS[name]
  if (!command) {
    const near = nearest(name, Object.keys(COMMANDS))
    return usageError(io, `There is no command "${name}"${near ? `; did you mean ${near}?` : ''}`)
  }
  if (args.includes('--help') || args.includes('-h')) return say(`watchfire ${name}: ${command.says}`)
  const { run } = await command.load()
  return await run(args, io)
}

function help(): number {
  const commands = Object.entries(COMMANDS).map(([name, { says }]) => `watchfire ${name}: ${says}`)
  const exits = 'Exit codes: 0 well or done, 1 a warning or worse or nothing to do, 2 bad settings or usage.'
  return say(['Watchfire watches Ethereum beacon nodes from outside.', '', ...commands, '', exits].join('\n'))
}

function say(text: string): number {
  io.stdout.write(`${text}\n`)
  return 0
}
