/** Generate: arbitrary values that a schema of the standard allows, extra members included. */
import fc from 'fast-check'
import { merged, type Schema } from './standard.ts'

/** Where the reader takes less than the standard allows: by a schema's name, or by a path such as `data.name`. */
export type Narrowings = Readonly<Record<string, fc.Arbitrary<unknown>>>

export function valuesOf(schema: Schema, narrowings: Narrowings, path = ''): fc.Arbitrary<unknown> {
  const narrowing = [...(schema.names ?? []), path].find((name) => name in narrowings)
  if (narrowing !== undefined) return narrowings[narrowing]!
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  if (schema.pattern !== undefined) return fc.stringMatching(new RegExp(schema.pattern))
  switch (schema.type) {
    case 'string':
      return fc.string({ unit: 'binary' })
    case 'boolean':
      return fc.boolean()
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true })
    case 'array':
      return fc.array(valuesOf(schema.items!, narrowings, `${path}[]`), { maxLength: 3 })
    default:
      return objectsOf(merged(schema), narrowings, path)
  }
}

function objectsOf(schema: Schema, narrowings: Narrowings, path: string): fc.Arbitrary<unknown> {
  const properties = schema.properties ?? {}
  const members = Object.fromEntries(
    Object.entries(properties).map(([name, member]) => [
      name,
      valuesOf(member, narrowings, path === '' ? name : `${path}.${name}`),
    ]),
  )
  const known = fc.record(members, { requiredKeys: [...(schema.required ?? [])] })
  const extra = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 })
  return fc.tuple(extra, known).map(([more, object]) => ({ ...withoutNames(more, properties), ...object }))
}

function withoutNames(object: object, names: object): object {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !(name in names)))
}
