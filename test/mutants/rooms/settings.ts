/** Settings: changes of what is written and what it means, each with the tests that must notice it. */
import type { Mutant } from '../mutant.ts'

export const SETTINGS: readonly Mutant[] = [
  {
    says: 'the standard repeat is forgotten',
    file: 'lib/domain/settings/sections/escalation-settings.ts',
    from: 'policy.repeatEvery ?? standard.repeatEvery',
    to: 'policy.repeatEvery',
    by: ['test/domain/settings/read-settings.test.ts'],
  },
  {
    says: 'a range of validators loses its end',
    file: 'lib/domain/settings/sections/validator-indices.ts',
    from: 'first === last ? `${first}` : `${first}-${last}`',
    to: '`${first}`',
    by: ['test/domain/settings/fixtures.test.ts', 'test/domain/settings/validator-indices.test.ts'],
  },
  {
    says: 'what is written of a contact of a data centre is forgotten',
    file: 'lib/domain/settings/sections/data-center-settings.ts',
    from: 'contact.direct ?? DIRECT_DEFAULT',
    to: 'DIRECT_DEFAULT',
    by: ['test/domain/settings/fixtures.test.ts', 'test/domain/settings/read-settings.test.ts'],
  },
  {
    says: 'maintenance may last longer than a week',
    file: 'lib/domain/settings/sections/maintenance-settings.ts',
    from: '7 * DAY_MS',
    to: '8 * DAY_MS',
    by: ['test/domain/settings/fixtures.test.ts'],
  },
  {
    says: 'a name without its prefix is not guessed',
    file: 'lib/domain/settings/cross-sections.ts',
    from: 'if (bare !== undefined) return `did you mean ${quote(bare)}?`',
    to: '',
    by: ['test/domain/settings/fixtures.test.ts'],
  },
]
