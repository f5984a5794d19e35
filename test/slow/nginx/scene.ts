/** Scene: nodes behind the guide's nginx, and `bin/watchfire look` from before it; taken down with the test. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { LookReport } from '../../../lib/local/look-report.ts'
import { run } from '../../kit/command.ts'
import { type Asker, askerOf } from './asking.ts'
import { logLines, type Nginx, startProxy } from './proxy.ts'
import { blockOf, filled } from './recipe.ts'

/** As `openssl rand -hex 32` makes it. */
export const TOKEN = '5f'.repeat(32)
export const NEXT_TOKEN = 'c0'.repeat(32)
export const BEARER = { authorization: `Bearer ${TOKEN}` }

interface Looked {
  readonly code: number | null
  readonly report: LookReport
  readonly stderr: string
}

export interface Scene {
  readonly proxy: Nginx
  /** Asks the first node's proxy. */
  readonly asker: Asker
  /** What the proxy has logged so far: its status for each question. */
  log(): readonly string[]
  /** The tokens that are valid from now on, by name. */
  setTokens(tokens: Readonly<Record<string, string>>): void
  /** One look of the command line at all nodes, with this secret as their token. */
  look(token: string): Promise<Looked>
  /** One look with a client certificate and its key instead of a token. */
  lookWithCertificate(cert: string, key: string): Promise<Looked>
}

interface SceneOptions {
  /** A folder with `ca.pem`, `server.pem` and `server.key`. */
  readonly certificates: string
  /** Where the nodes listen. */
  readonly addresses: readonly string[]
  /** Changes the recipe before its placeholders are filled. */
  readonly change?: (recipe: string) => string
  /** Placeholders that such a change brings with it; paths are relative to the folder of the certificates. */
  readonly more?: Readonly<Record<string, string>>
}

export async function openScene(t: TestContext, options: SceneOptions): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), 'watchfire-nginx-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  cpSync(options.certificates, folder, { recursive: true })
  setTokens({ november: TOKEN })
  const { addresses } = options
  const proxy = await startProxy(folder, addresses.length, (ports) => recipeFor(folder, ports, options))
  t.after(() => proxy.stop())
  const asker = askerOf(proxy.ports[0]!, readFileSync(join(folder, 'ca.pem'), 'utf8'))
  t.after(() => asker.close())

  function setTokens(tokens: Readonly<Record<string, string>>): void {
    const lines = Object.entries(tokens).map(([name, token]) =>
      filled(blockOf('watchfire.tokens'), { BEARER_TOKEN: token, TOKEN_NAME: name }),
    )
    writeFileSync(join(folder, 'tokens'), lines.join(''))
  }

  async function look(how: string, env: NodeJS.ProcessEnv): Promise<Looked> {
    const nodes = proxy.ports.map(
      (port, index) => `  - { id: bn${index + 1}, url: "https://127.0.0.1:${port}", ${how} }\n`,
    )
    writeFileSync(
      join(folder, 'watchfire.yaml'),
      `network: devnet\nvantages: [here]\nnodes:\n${nodes.join('')}`,
    )
    const { code, stdout, stderr } = await run(['look', '--json'], { cwd: folder, env })
    return { code, report: JSON.parse(stdout || 'null') as LookReport, stderr }
  }

  return {
    proxy,
    asker,
    log: () => logLines(folder),
    setTokens,
    look: (token) =>
      look('headers: { authorization: "Bearer ${secret:bn1-token}" }, tls: { ca: ca.pem }', {
        WATCHFIRE_SECRET_BN1_TOKEN: token,
      }),
    lookWithCertificate: (cert, key) =>
      look('tls: { ca: ca.pem, cert: "${secret:bn1-client-cert}", key: "${secret:bn1-client-key}" }', {
        WATCHFIRE_SECRET_BN1_CLIENT_CERT: cert,
        WATCHFIRE_SECRET_BN1_CLIENT_KEY: key,
      }),
  }
}

/** For more nodes than one, `upstream` and `server` are repeated as the guide says. */
function recipeFor(
  folder: string,
  ports: readonly number[],
  { addresses, change = (recipe) => recipe, more = {} }: SceneOptions,
): string {
  const recipe = change(blockOf('watchfire.conf'))
  const perNode = recipe.indexOf('upstream watchfire_node')
  const places = {
    TOKENS_FILE: join(folder, 'tokens'),
    LOG_FILE: join(folder, 'access.log'),
    CERTIFICATE_FILE: join(folder, 'server.pem'),
    KEY_FILE: join(folder, 'server.key'),
    ...more,
  }
  const servers = addresses.map((address, index) =>
    filled(recipe.slice(perNode).replaceAll('watchfire_node', `watchfire_node_${index + 1}`), {
      ...places,
      LISTEN_ON: `127.0.0.1:${ports[index]}`,
      NODE_NAME: `bn${index + 1}.test`,
      NODE_ADDRESS: address,
    }),
  )
  return [filled(recipe.slice(0, perNode), places), ...servers].join('\n')
}
