/** Subject: what a finding, a verdict, an incident or a notice is about. */

/** `node:a`, `data-center:fra1`, `path:eu-central-1/fra1`, `client:prysm`, `fleet`, `network`, `vantage:x`. */
export type Subject = string

/** The name of a (kind, subject), as explanations spell it and as records and deeds are matched by it. */
export function keyOf({ kind, subject }: { readonly kind: string; readonly subject: Subject }): string {
  return `${kind} ${subject}`
}
