/** Schema issues: what the schema library has against a value, as complaints in our words. */
import type { z } from 'zod'
import { HIDDEN } from '../text/secret-text.ts'
import { type Complaint, complain, complainOfKey } from './complaint.ts'
import { WHOLE } from './leaves.ts'
import { at, type Path, type Place, quote } from './place.ts'

type Issue = z.core.$ZodIssue

export function complaintsOf(issues: readonly Issue[], root: Place): readonly Complaint[] {
  return issues.flatMap((issue) => complaintsOfIssue(issue, [], root))
}

function complaintsOfIssue(issue: Issue, above: Path, root: Place): readonly Complaint[] {
  const path = [...above, ...(issue.path as Path)]
  switch (issue.code) {
    case 'unrecognized_keys':
      // `closed` gives the known keys as the message.
      return issue.keys
        .filter((key) => key !== '__proto__')
        .map((key) => complainOfKey([...path, key], issue.message.split(' ')))
    case 'invalid_key':
      return [
        { ...complain(path, `is not a name that fits, expected ${issue.issues[0]?.message}`), atKey: true },
      ]
    case 'invalid_union': {
      if ('options' in issue && issue.options !== undefined)
        return [unexpected(at(root, ...path), `one of ${issue.options.join(', ')}`)]
      const meant = issue.errors.find((branch) => !branch.some(isOfAnotherType))
      if (meant !== undefined) return meant.flatMap((inner) => complaintsOfIssue(inner, path, root))
      return [unexpected(at(root, ...path), issue.message)]
    }
    case 'custom':
      if (issue.params?.whole === WHOLE.whole) return [complain(path, issue.message)]
      return [unexpected(at(root, ...path), issue.message)]
    default:
      return [unexpected(at(root, ...path), issue.message)]
  }
}

function isOfAnotherType(issue: Issue): boolean {
  return issue.code === 'invalid_type' && issue.path.length === 0
}

function unexpected(place: Place, expected: string): Complaint {
  return complain(place.path, `is ${sayFound(place)}, expected ${expected}`)
}

function sayFound({ path, value }: Place): string {
  if (value === undefined) return 'missing'
  if (value === null) return 'empty'
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`
  if (typeof value === 'object') return 'a map'
  const shown = typeof value === 'number' ? `the number ${value}` : quote(value)
  if (shown !== HIDDEN && !mayHoldSecret(path)) return shown
  return `a ${typeof value === 'string' ? 'text' : typeof value} ${HIDDEN}`
}

function mayHoldSecret(path: Path): boolean {
  const last = String(path.at(-1))
  return (
    path.some((key) => key === 'headers' || key === 'tls') ||
    ['url', 'routingKey', 'runbook', 'webhook', 'https', 'heartbeat'].includes(last)
  )
}
