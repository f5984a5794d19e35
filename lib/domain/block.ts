/** Block: how a block and a checkpoint are named. */

export interface BlockRef {
  readonly slot: number
  /** 0x and 64 hex digits, lower case. */
  readonly root: string
}

export interface Checkpoint {
  readonly epoch: number
  readonly root: string
}
