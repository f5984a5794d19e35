/** The command line: finds the command and gives its exit code to the shell. */
import { nearest } from '../lib/domain/settings/nearest.ts'
import { type Command, type Io, usageError } from './commands/io.ts'

const COMMANDS: Readonly<
  Record<string, { readonly says: string; readonly load: () => Promise<{ run: Command }> }>
> = {
  watch: {
    says: 'look, judge and page from this machine until interrupted; without settings, on a demo network\n  [--settings F] [--data DIR] [--cadence D] [--once] [--json] [--demo]',
    load: () => import('./commands/watch.ts'),
  },
  look: {
    says: 'one round from here; exit 0 well, 1 a warning or worse\n  [--settings F] [--json]',
    load: () => import('./commands/look.ts'),
  },
  incidents: {
    says: 'what is open in a data folder, also while a watch runs on it; exit 1 if anything is\n  [--data DIR] [--json]',
    load: () => import('./commands/incidents.ts'),
  },
  paths: {
    says: 'the paths and methods that a proxy in front of a node must let through\n  [--json]',
    load: () => import('./commands/paths.ts'),
  },
  kinds: {
    says: 'the table of incident kinds and their thresholds\n  [--json]',
    load: () => import('./commands/kinds.ts'),
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
  const exits = 'Exit codes: 0 well, 1 a warning or worse, 2 bad settings or usage.'
  return say(['Watchfire watches Ethereum beacon nodes from outside.', '', ...commands, '', exits].join('\n'))
}

function say(text: string): number {
  io.stdout.write(`${text}\n`)
  return 0
}
