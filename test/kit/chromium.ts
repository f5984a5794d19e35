/** Chromium: the host's own browser without a window, driven by the DevTools protocol; scripts of pages do not run. */
import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Where it is installed; null when it is not. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | null {
  const folders = (env.PATH ?? '').split(delimiter)
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isProgram) ?? null
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

interface Screen {
  readonly width: number
  readonly height: number
  readonly scheme: 'light' | 'dark'
}

interface Page {
  /** Resolves when it has loaded. */
  open(url: string): Promise<void>
  reload(): Promise<void>
  /** Clicks into the middle of the first match and resolves when the next page has loaded. */
  click(selector: string): Promise<void>
  /** What a person reads. */
  words(): Promise<string>
  /** Whether the first match lies within the screen without scrolling. */
  isInView(selector: string): Promise<boolean>
  /** How wide the page is, which is more than the screen when it must be scrolled sideways. */
  width(): Promise<number>
  screenshot(path: string): Promise<void>
  /** The addresses that it has asked for, and the methods. */
  readonly requests: readonly string[]
  /** What the browser complained of. */
  readonly complaints: readonly string[]
}

export interface Chromium {
  newPage(screen: Screen): Promise<Page>
  close(): Promise<void>
}

const FLAGS = [
  ...['--headless=new', '--remote-debugging-port=0', '--no-first-run', '--no-default-browser-check'],
  ...['--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-sync'],
  ...['--disable-component-update', '--disable-extensions', '--mute-audio', '--hide-scrollbars'],
]

export async function startChromium(program: string): Promise<Chromium> {
  const profile = mkdtempSync(join(tmpdir(), 'watchfire-chromium-'))
  // Its sandbox refuses to run as root, as tests do in a container; it opens pages of this machine only.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn(program, [...FLAGS, ...asRoot, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise((resolve) => child.once('close', resolve))
  const protocol = await connectTo(await addressOf(child))
  return {
    newPage: (screen) => openPage(protocol, screen),
    async close() {
      await protocol.ask('Browser.close')
      await ended
      protocol.close()
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** It says on stderr where it listens. */
async function addressOf({ stderr }: ChildProcess): Promise<string> {
  const said: string[] = []
  for await (const line of createInterface({ input: stderr! })) {
    said.push(line)
    const address = /^DevTools listening on (ws:\S+)/.exec(line)?.[1]
    if (address !== undefined) {
      stderr!.resume()
      return address
    }
  }
  throw new Error(`Cannot start Chromium: ${said.join('; ')}`)
}

type Json = Readonly<Record<string, unknown>>

interface Protocol {
  ask<Answer extends object>(method: string, params?: Json, sessionId?: string): Promise<Answer>
  on(method: string, sessionId: string, told: (params: Json) => void): void
  close(): void
}

interface Reply {
  readonly id?: number
  readonly result?: object
  readonly error?: { readonly message: string }
  readonly method?: string
  readonly params?: Json
  readonly sessionId?: string
}

async function connectTo(address: string): Promise<Protocol> {
  const socket = new WebSocket(address)
  const waiting = new Map<number, (reply: Reply) => void>()
  const listeners = new Map<string, (params: Json) => void>()
  socket.onmessage = ({ data }) => {
    const reply = JSON.parse(String(data)) as Reply
    if (reply.id !== undefined) waiting.get(reply.id)?.(reply)
    else listeners.get(`${reply.sessionId} ${reply.method}`)?.(reply.params ?? {})
  }
  await new Promise((resolve, reject) => {
    socket.onopen = resolve
    socket.onerror = () => reject(new Error(`Cannot reach Chromium at ${address}`))
  })
  let id = 0
  return {
    ask: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        id += 1
        waiting.set(id, ({ result, error }) =>
          error ? reject(new Error(`Chromium cannot ${method}: ${error.message}`)) : resolve(result as never),
        )
        socket.send(JSON.stringify({ id, method, params, sessionId }))
      }),
    on: (method, sessionId, told) => void listeners.set(`${sessionId} ${method}`, told),
    close: () => socket.close(),
  }
}

async function openPage(protocol: Protocol, { width, height, scheme }: Screen): Promise<Page> {
  const { targetId } = await protocol.ask<{ targetId: string }>('Target.createTarget', { url: 'about:blank' })
  const attached = { targetId, flatten: true }
  const { sessionId } = await protocol.ask<{ sessionId: string }>('Target.attachToTarget', attached)
  const ask = <Answer extends object>(method: string, params?: Json) =>
    protocol.ask<Answer>(method, params, sessionId)
  const requests: string[] = []
  const complaints: string[] = []
  protocol.on('Network.requestWillBeSent', sessionId, ({ request }) => {
    const { method, url } = request as { method: string; url: string }
    requests.push(`${method} ${url}`)
  })
  protocol.on('Log.entryAdded', sessionId, ({ entry }) => complaints.push((entry as { text: string }).text))
  for (const domain of ['Page', 'Network', 'Log', 'DOM']) await ask(`${domain}.enable`)
  await ask('Emulation.setScriptExecutionDisabled', { value: true })
  await ask('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 2, mobile: true })
  await ask('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] })

  /** The load that the work brings about. */
  const loading = async (work: () => Promise<unknown>) => {
    const loaded = new Promise((resolve) => protocol.on('Page.loadEventFired', sessionId, resolve))
    await work()
    await loaded
  }
  const find = async (selector: string): Promise<number> => {
    const { root } = await ask<{ root: { nodeId: number } }>('DOM.getDocument')
    const { nodeId } = await ask<{ nodeId: number }>('DOM.querySelector', { nodeId: root.nodeId, selector })
    if (nodeId === 0) throw new Error(`Cannot find ${selector} on the page`)
    return nodeId
  }
  const boxOf = async (selector: string) => {
    const { model } = await ask<{ model: { border: number[] } }>('DOM.getBoxModel', {
      nodeId: await find(selector),
    })
    const [left = 0, top = 0, , , right = 0, bottom = 0] = model.border
    return { left, top, right, bottom }
  }
  return {
    requests,
    complaints,
    open: (url) => loading(() => ask('Page.navigate', { url })),
    reload: () => loading(() => ask('Page.reload', { ignoreCache: true })),
    click: (selector) =>
      loading(async () => {
        const { left, top, right, bottom } = await boxOf(selector)
        const at = { x: (left + right) / 2, y: (top + bottom) / 2, button: 'left', clickCount: 1 }
        for (const type of ['mousePressed', 'mouseReleased'])
          await ask('Input.dispatchMouseEvent', { type, ...at })
      }),
    async words() {
      const nodeId = await find('body')
      const { outerHTML } = await ask<{ outerHTML: string }>('DOM.getOuterHTML', { nodeId })
      return outerHTML
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim()
    },
    async isInView(selector) {
      const { left, top, right, bottom } = await boxOf(selector)
      return left >= 0 && top >= 0 && right <= width && bottom <= height
    },
    async width() {
      const { cssContentSize } = await ask<{ cssContentSize: { width: number } }>('Page.getLayoutMetrics')
      return cssContentSize.width
    },
    async screenshot(path) {
      const { data } = await ask<{ data: string }>('Page.captureScreenshot', { captureBeyondViewport: true })
      writeFileSync(path, Buffer.from(data, 'base64'))
    },
  }
}
