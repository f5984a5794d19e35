/** Standard: the Beacon API's own OpenAPI description, with its references followed. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

/** The part of JSON Schema that the standard uses for our questions. */
export interface Schema {
  /** The names under which the description refers to it, outermost first: `GenesisTime`, `Uint64`. */
  readonly names?: readonly string[]
  readonly type?: string
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly allOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly pattern?: string
  readonly example?: unknown
}

interface StandardResponse {
  readonly status: number
  readonly schema: Schema
  /** The examples of the whole body. */
  readonly examples: readonly unknown[]
}

const ROOT = new URL('../../../fixtures/openapi/beacon-APIs/', import.meta.url)
const ENTRY = new URL('beacon-node-oapi.yaml', ROOT)

/** Every response with a JSON body that the standard describes for a GET of a path. */
export function responsesTo(path: string): readonly StandardResponse[] {
  const url = new URL(String(membersOf(pathsNode()[path]).$ref), ENTRY)
  const operation = membersOf(membersOf(documentAt(url)).get)
  return Object.entries(follow(operation.responses, url)).map(([status, response]) => {
    const content = membersOf(membersOf(membersOf(response).content)['application/json'])
    return {
      status: Number(status),
      schema: content.schema as Schema,
      examples: [
        ...('example' in content ? [content.example] : []),
        ...Object.values(membersOf(content.examples ?? {})).map((example) => membersOf(example).value),
      ],
    }
  })
}

/** The response with status 200. */
export function answerTo(path: string): StandardResponse {
  const response = responsesTo(path).find(({ status }) => status === 200)
  if (response === undefined) throw new Error(`the standard has no 200 for ${path}`)
  return response
}

export function standardPaths(): readonly string[] {
  return Object.keys(pathsNode())
}

/** The example of a schema, put together from the examples of its parts. */
export function exampleOf(schema: Schema): unknown {
  if (schema.example !== undefined) return schema.example
  const { properties = {}, required = [] } = merged(schema)
  if (schema.type === 'boolean') return false
  if (schema.type === 'array') return schema.items === undefined ? [] : [exampleOf(schema.items)]
  return Object.fromEntries(required.map((name) => [name, exampleOf(properties[name]!)]))
}

/** An object schema with the parts of its `allOf` put together. */
export function merged(schema: Schema): Schema {
  const parts = [schema, ...(schema.allOf ?? []).map(merged)]
  return {
    ...schema,
    required: parts.flatMap((part) => part.required ?? []),
    properties: Object.assign({}, ...parts.map((part) => part.properties)) as Record<string, Schema>,
  }
}

type Members = Readonly<Record<string, unknown>>

function pathsNode(): Members {
  return membersOf(membersOf(documentAt(ENTRY)).paths)
}

function documentAt(url: URL): unknown {
  return parse(readFileSync(new URL(url.pathname, 'file:'), 'utf8'))
}

/** The node with all references replaced by what they refer to. */
function follow(node: unknown, base: URL): Members {
  return followed(node, base) as Members
}

function followed(node: unknown, base: URL): unknown {
  if (Array.isArray(node)) return node.map((item) => followed(item, base))
  if (typeof node !== 'object' || node === null) return node
  const { $ref, ...rest } = node as Record<string, unknown>
  const own = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, followed(value, base)]))
  return typeof $ref === 'string' ? { ...referred($ref, base), ...own } : own
}

/** What a reference such as `../../types/primitive.yaml#/Uint64` refers to, with its name noted. */
function referred(ref: string, base: URL): Members {
  const url = new URL(ref, base)
  const steps = decodeURIComponent(url.hash.slice(1)).split('/').filter(Boolean)
  const target = steps.reduce((node, step) => membersOf(node)[step], documentAt(url))
  if (target === undefined) throw new Error(`${ref} refers to nothing`)
  const found = follow(target, url)
  const name = steps.at(-1)
  return name === undefined ? found : { ...found, names: [name, ...((found.names ?? []) as string[])] }
}

function membersOf(node: unknown): Members {
  if (typeof node !== 'object' || node === null) throw new Error(`expected an object, found ${node}`)
  return node as Members
}
