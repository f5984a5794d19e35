/** Proxy: the nginx of one test, started unprivileged on loopback ports out of a temporary folder, stopped by its pid. */
import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Debian has nginx where only root's PATH leads. */
const FOLDERS = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']

export function findProgram(name: string): string | undefined {
  return FOLDERS.map((folder) => join(folder, name)).find((path) => existsSync(path))
}

/** `nobody`, where the tests run as root. */
const NOBODY = 65_534
const isRoot = process.getuid?.() === 0

export interface Nginx {
  /** In the order asked for. */
  readonly ports: readonly number[]
  /** Reads its files again, as `systemctl reload nginx` does. */
  reload(): void
  stop(): Promise<void>
}

/** What stands around the recipe in `nginx.conf`, moved into the folder. */
function frame(folder: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  return [
    `daemon off; pid ${folder}/nginx.pid; error_log stderr; worker_processes 2;`,
    'events { worker_connections 256; }',
    'http {',
    ...temporary.map((name) => `    ${name}_temp_path ${folder}/${name};`),
    `    include ${folder}/watchfire.conf;`,
    '}',
  ].join('\n')
}

const START_TRIES = 5

/** Starts nginx with what `recipe` makes of some free ports. */
export async function startProxy(
  folder: string,
  portCount: number,
  recipe: (ports: readonly number[]) => string,
): Promise<Nginx> {
  for (let tries = 1; ; tries++) {
    const ports = await freePorts(portCount)
    writeFileSync(join(folder, 'watchfire.conf'), recipe(ports))
    writeFileSync(join(folder, 'nginx.conf'), frame(folder))
    if (isRoot) giveToNobody(folder)
    const run = launch(folder)
    if (await isUp(run, ports)) return { ports, reload: () => run.child.kill('SIGHUP'), stop: run.stop }
    await run.stop()
    // Somebody else may have taken a port in between.
    if (tries === START_TRIES || !run.said().includes('Address already in use'))
      throw new Error(`Cannot start nginx: ${run.said()}`)
  }
}

interface Run {
  readonly child: ChildProcess
  said(): string
  stop(): Promise<void>
}

function launch(folder: string): Run {
  const child = spawn(
    findProgram('nginx')!,
    ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr'],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      ...(isRoot && { uid: NOBODY, gid: NOBODY }),
    },
  )
  let said = ''
  child.stderr!.on('data', (chunk) => {
    said += chunk
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const kill = () => child.kill('SIGTERM')
  process.once('exit', kill)
  const stop = async () => {
    process.off('exit', kill)
    kill()
    await ended
  }
  return { child, said: () => said, stop }
}

const UP_POLLS = 200
const UP_POLL_MS = 50

async function isUp({ child }: Run, ports: readonly number[]): Promise<boolean> {
  for (let polls = 0; polls < UP_POLLS && child.exitCode === null; polls++) {
    if ((await Promise.all(ports.map(accepts))).every(Boolean)) return true
    await sleep(UP_POLL_MS)
  }
  return false
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

/** Held together, so that no two are the same. */
async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer())
  await Promise.all(
    servers.map((server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))),
  )
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

function giveToNobody(folder: string): void {
  chownSync(folder, NOBODY, NOBODY)
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true }))
    chownSync(join(entry.parentPath, entry.name), NOBODY, NOBODY)
}

/** The lines of nginx's access log, so far. */
export function logLines(folder: string): readonly string[] {
  return readFileSync(join(folder, 'access.log'), 'utf8').split('\n').slice(0, -1)
}
