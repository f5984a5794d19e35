/** Links: where a message can be acknowledged, or why it cannot be by a link. */

export type Links =
  | {
      readonly kind: 'links'
      /** The sender's own desk first, then another Region's where there is one. */
      readonly urls: readonly string[]
      /** The first of them; absent for a contact whose carrier filters links. */
      readonly sms?: string
    }
  | {
      readonly kind: 'none'
      /** The end of a sentence: `the secret link-key is not set in eu-central-1`. */
      readonly because: string
    }

/** Makes the links by which a contact acknowledges an incident. */
export type LinkMaker = (about: {
  /** The incident's short id. */
  readonly incident: string
  readonly contact: string
  readonly at: number
}) => Links
