/** JSON document: what `--json` prints of facts, with every instant in ISO 8601. */

/** The fields of facts that are Unix time in milliseconds. */
const INSTANTS = new Set(['at', 'since', 'from', 'until', 'phaseSince', 'openedAt', 'asOf'])

export function jsonDocument(value: unknown): string {
  const sayInstants = (field: string, held: unknown) =>
    typeof held === 'number' && INSTANTS.has(field) ? new Date(held).toISOString() : held
  return `${JSON.stringify(value, sayInstants)}\n`
}
