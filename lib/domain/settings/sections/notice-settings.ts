/** Notice settings: what notices point at, and whom they name when the trouble is the network itself. */
import { z } from 'zod'
import type { Written } from '../section.ts'
import { words } from '../shapes.ts'
import { shownUrl } from '../url-shapes.ts'

export interface NoticesSection {
  /** Where the article of each kind is: `RUNBOOK/KIND`. */
  readonly runbook: string
  readonly communicate: Readonly<Record<string, string>>
}

/** The articles in this repository. */
export const RUNBOOK_DEFAULT = 'docs/runbook'

export const noticesSection = {
  keys,
  resolve: ({ runbook, communicate }: Written<typeof keys>): NoticesSection => ({
    runbook: runbook?.replace(/\/+$/, '') ?? RUNBOOK_DEFAULT,
    communicate: communicate ?? {},
  }),
}

function keys() {
  return {
    runbook: shownUrl({
      description:
        'Where notices point for each kind: `RUNBOOK/KIND`. Without it, the article in this repository.',
      unset: `\`${RUNBOOK_DEFAULT}\``,
    }).exactOptional(),
    communicate: z
      .record(
        z
          .string()
          .regex(/^[A-Za-z][\w-]{0,39}$/, { error: 'a word of letters, digits, dashes and underscores' }),
        words({ description: 'A channel or an address.' }),
        { error: 'a map of names to texts' },
      )
      .meta({
        description:
          'Printed in notices about the network itself: whom to tell. The keys are yours: up to 40 letters, digits, dashes and underscores, a letter first.',
        default: {},
        examples: [{ team: '#incidents' }],
        form: 'map of texts',
      })
      .exactOptional(),
  }
}
