/** While a watch runs, nothing of it can be reached but its desk. */
import assert from 'node:assert/strict'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import { start } from '../../kit/command.ts'
import { liar } from '../../kit/liar.ts'
import { PATIENCE_MS } from '../../kit/patience.ts'

it('H1: nothing listens while a watch runs but its desk, on loopback', {
  skip: !existsSync('/proc/net/tcp') && 'only Linux tells which sockets a process has',
  timeout: PATIENCE_MS,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'watchfire-test-'))
  const node = await liar()
  writeFileSync(
    join(folder, 'watchfire.yaml'),
    `network: devnet\nvantages: [one, two]\nnodes: [{ id: a, url: "${node.url}" }]\n`,
  )
  const args = ['watch', '--data', 'data', '--cadence', '1s', '--json', '--port', '0']
  const watch = start(args, { cwd: folder })
  try {
    const { url } = await watch.until((event) => event.type === 'desk')
    const seen = new Set<unknown>()
    await watch.until((event) => event.type === 'look' && seen.add(event.at).size >= 3)
    const processes = familyOf(watch.child.pid!)
    assert.deepEqual(processes, [watch.child.pid], 'it has no child')
    assert.deepEqual(processes.flatMap(listening), [new URL(String(url)).host])
  } finally {
    assert.equal(await watch.end('SIGTERM'), 0)
    await node.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

/** A process and all that it has started. */
function familyOf(pid: number): readonly number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const children = pids.map(Number).filter((each) => parentOf(each) === pid)
  return [pid, ...children.flatMap(familyOf)]
}

/** The second field after the name, which stands in parentheses. */
function parentOf(pid: number): number {
  const text = readOr(`/proc/${pid}/stat`)
  return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1])
}

/** The addresses at which a process takes connections or datagrams from anybody, and its named sockets. */
function listening(pid: number): readonly string[] {
  const inodes = new Set(socketsOf(pid))
  const rows = (table: string) =>
    readOr(`/proc/${pid}/net/${table}`)
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
  const inet = (table: string, state: string) =>
    rows(table)
      .filter((row) => row[3] === state && inodes.has(row[9]!))
      .map((row) => sayAddress(row[1]!))
  const ACCEPTS = '00010000'
  const named = rows('unix').filter((row) => row[3] === ACCEPTS && inodes.has(row[6]!))
  return [
    ...['tcp', 'tcp6'].flatMap((table) => inet(table, '0A')),
    ...['udp', 'udp6'].flatMap((table) => inet(table, '07')),
    ...named.map((row) => `unix ${row[7] ?? 'without a name'}`),
  ]
}

function socketsOf(pid: number): readonly string[] {
  return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? []
    } catch {
      return [] // Closed since the folder was read.
    }
  })
}

/** `0100007F:1CD4` is 127.0.0.1:7380: the bytes of an address are in the machine's own order. */
function sayAddress(address: string): string {
  const [host = '', port = ''] = address.split(':')
  const bytes = Buffer.from(host, 'hex')
  const said = bytes.length === 4 ? [...bytes.reverse()].join('.') : `[${host}]`
  return `${said}:${Number.parseInt(port, 16)}`
}

/** Empty for a process that has ended meanwhile. */
function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
