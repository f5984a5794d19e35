/** Certificates: throw-away ones, made by openssl in a temporary folder. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { blockOf } from './recipe.ts'

/** A private authority (`ca.pem`) and its certificate for this machine (`server.pem`, `server.key`). */
export function makeServerCertificate(folder: string): void {
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  openssl(folder, [
    'req',
    '-x509',
    ...ec,
    '-subj',
    '/CN=test authority',
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
  ])
  openssl(folder, [
    ...['req', '-x509', ...ec, '-subj', '/CN=127.0.0.1', '-CA', 'ca.pem', '-CAkey', 'ca.key'],
    ...[
      '-addext',
      'subjectAltName=IP:127.0.0.1,DNS:localhost',
      '-addext',
      'basicConstraints=critical,CA:FALSE',
    ],
    ...['-keyout', 'server.key', '-out', 'server.pem'],
  ])
}

/** Runs the guide's own commands in a new folder. */
export function makeClientCertificate(folder: string): { cert: string; key: string } {
  mkdirSync(folder)
  execFileSync('sh', ['-euc', blockOf('client-certificate')], { cwd: folder, stdio: 'pipe' })
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  return { cert: read('watchfire-client.pem'), key: read('watchfire-client.key') }
}

function openssl(folder: string, args: readonly string[]): void {
  execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
}
