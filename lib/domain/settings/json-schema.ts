/** JSON Schema of `watchfire.yaml`, for editors (yaml-language-server) and other tools. */
import { z } from 'zod'
import { settingsShape } from './sections.ts'
import { OWN_KEYWORDS } from './shapes.ts'

/** Draft 7, which every editor knows. It holds the shape; references between keys are checked by reading. */
export function settingsJsonSchema(): object {
  return z.toJSONSchema(settingsShape, {
    io: 'input',
    target: 'draft-7',
    override: ({ jsonSchema }) => {
      const { description, unset } = jsonSchema
      if (typeof unset === 'string' && !unset.startsWith('**'))
        jsonSchema.description = `${description} Default: ${unset}.`
      for (const keyword of OWN_KEYWORDS) delete jsonSchema[keyword]
    },
  })
}
