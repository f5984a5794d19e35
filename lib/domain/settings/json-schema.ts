/** JSON Schema of `watchfire.yaml`, for editors (yaml-language-server) and other tools. */
import { z } from 'zod'
import { settingsSchema } from './schema.ts'

/** Draft 7, which every editor knows. It holds the shape; references between keys are checked by reading. */
export function settingsJsonSchema(): object {
  return z.toJSONSchema(settingsSchema, { io: 'input', target: 'draft-7' })
}
