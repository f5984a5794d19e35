/** Client habits: where the answers of the five beacon node clients differ, as read in their sources. */

export const CLIENT_NAMES = ['lighthouse', 'prysm', 'lodestar', 'teku', 'nimbus'] as const
export type ClientName = (typeof CLIENT_NAMES)[number]

export const EXECUTION_NAMES = ['geth', 'nethermind', 'besu', 'reth'] as const
export type ExecutionName = (typeof EXECUTION_NAMES)[number]

/** What a node knows of itself when it is asked how it is. */
export interface OwnState {
  readonly headSlot: number
  readonly wallSlot: number
  readonly peers: number
  readonly syncing: boolean
  readonly optimistic: boolean
  readonly executionOffline: boolean
}

/** A client as the Engine API identifies it. */
interface ClientVersion {
  readonly code: string
  readonly name: string
  readonly version: string
  /** 0x and eight hex digits. */
  readonly commit: string
}

export interface ClientHabits {
  readonly version: ClientVersion
  /** The answer of the older version endpoint. */
  readonly userAgent: string
  /** Whether it has the newer version endpoint, which names the execution client. */
  readonly hasVersionV2: boolean
  readonly contentType: string
  /** Which of the two flags beside `data` it gives with headers and checkpoints. */
  readonly flags: readonly ('execution_optimistic' | 'finalized')[]
  /** Whether it says that every header is canonical. */
  readonly alwaysCanonical: boolean
  /** How it names the slot time in its spec. */
  readonly slotTime: 'SECONDS_PER_SLOT' | 'SLOT_DURATION_MS' | 'both'
  readonly isSyncing: (now: OwnState) => boolean
  readonly syncDistance: (now: OwnState) => bigint
  /** The status of `/eth/v1/node/health`. */
  readonly health: (now: OwnState) => number
  readonly error: (status: number, message: string) => object
}

const JSON_TYPE = 'application/json'

/** Slots that Lodestar lets its head lag and still calls itself synced. */
const LODESTAR_TOLERANCE_SLOTS = 32

export const CLIENT_HABITS: Readonly<Record<ClientName, ClientHabits>> = {
  lighthouse: {
    version: { code: 'LH', name: 'Lighthouse', version: 'v8.0.1', commit: '0xced49dd2' },
    userAgent: 'Lighthouse/v8.0.1-ced49dd/x86_64-linux',
    hasVersionV2: true,
    contentType: JSON_TYPE,
    flags: ['execution_optimistic', 'finalized'],
    alwaysCanonical: false,
    slotTime: 'both',
    isSyncing: (now) => now.syncing || now.peers === 0,
    syncDistance: lag,
    health: (now) => (now.executionOffline ? 503 : now.syncing || now.optimistic ? 206 : 200),
    error: (code, message) => ({ code, message: `${reason(code)}: ${message}`, stacktraces: [] }),
  },
  prysm: {
    version: { code: 'PM', name: 'Prysm', version: 'v7.0.0', commit: '0x1a2b3c4d' },
    userAgent: 'Prysm/v7.0.0 (linux amd64)',
    hasVersionV2: true,
    contentType: JSON_TYPE,
    flags: ['execution_optimistic', 'finalized'],
    alwaysCanonical: false,
    slotTime: 'SLOT_DURATION_MS',
    isSyncing: (now) => now.syncing,
    // An unsigned difference: it wraps when the head is ahead of the node's own clock.
    syncDistance: (now) => BigInt.asUintN(64, BigInt(now.wallSlot - now.headSlot)),
    health: (now) => (now.syncing || now.optimistic ? 206 : 200),
    error: (code, message) => ({ message, code }),
  },
  lodestar: {
    version: { code: 'LS', name: 'Lodestar', version: 'v1.36.0', commit: '0x5e6f7a8b' },
    userAgent: 'Lodestar/v1.36.0/5e6f7a8',
    hasVersionV2: false,
    contentType: 'application/json; charset=utf-8',
    flags: ['execution_optimistic'],
    alwaysCanonical: true,
    slotTime: 'SECONDS_PER_SLOT',
    isSyncing: isLodestarSyncing,
    syncDistance: (now) => (isLodestarSyncing(now) ? lag(now) : 0n),
    health: (now) => (isLodestarSyncing(now) || now.optimistic || now.executionOffline ? 206 : 200),
    error: (statusCode, message) => ({ statusCode, error: reason(statusCode), message }),
  },
  teku: {
    version: { code: 'TK', name: 'teku', version: 'v25.11.0', commit: '0x9c0d1e2f' },
    userAgent: 'teku/v25.11.0/linux-x86_64/-eclipseadoptium-openjdk64bitservervm-java-21',
    hasVersionV2: true,
    contentType: JSON_TYPE,
    flags: ['execution_optimistic', 'finalized'],
    alwaysCanonical: false,
    slotTime: 'both',
    isSyncing: (now) => now.syncing,
    // Teku is syncing exactly when its distance is not zero.
    syncDistance: (now) => (now.syncing ? atLeast(1n, lag(now)) : 0n),
    health: (now) => (now.syncing || now.optimistic || now.executionOffline ? 206 : 200),
    error: (code, message) => ({ code, message }),
  },
  nimbus: {
    version: { code: 'NB', name: 'Nimbus', version: 'v25.11.0', commit: '0x3f4e5d6c' },
    userAgent: 'Nimbus/v25.11.0-3f4e5d-stateofus',
    hasVersionV2: false,
    contentType: JSON_TYPE,
    flags: ['finalized'],
    alwaysCanonical: false,
    slotTime: 'both',
    isSyncing: (now) => now.syncing,
    syncDistance: lag,
    health: (now) => (now.syncing ? 206 : 200),
    error: (code, message) => ({ code, message }),
  },
}

export const EXECUTION_VERSIONS: Readonly<Record<ExecutionName, ClientVersion>> = {
  geth: { code: 'GE', name: 'go-ethereum', version: 'v1.16.7', commit: '0x0a1b2c3d' },
  nethermind: { code: 'NM', name: 'Nethermind', version: 'v1.35.8', commit: '0xc066aee2' },
  besu: { code: 'BU', name: 'Besu', version: 'v25.11.0', commit: '0x4d3c2b1a' },
  reth: { code: 'RH', name: 'reth', version: 'v1.9.3', commit: '0x7e8f9a0b' },
}

/** Slots between the head and the clock, never negative. */
function lag(now: OwnState): bigint {
  return atLeast(0n, BigInt(now.wallSlot - now.headSlot))
}

function isLodestarSyncing(now: OwnState): boolean {
  return now.syncing || now.peers === 0 || now.wallSlot - now.headSlot > LODESTAR_TOLERANCE_SLOTS
}

function atLeast(least: bigint, value: bigint): bigint {
  return value < least ? least : value
}

function reason(status: number): string {
  const names: Readonly<Record<number, string>> = {
    400: 'Bad Request',
    401: 'Unauthorized',
    403: 'Forbidden',
    404: 'Not Found',
    405: 'Method Not Allowed',
  }
  return names[status] ?? 'Error'
}
