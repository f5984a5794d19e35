/** People: changes of mutes, links and who may use them, each with the tests that must notice it. */
import type { Mutant } from '../mutant.ts'

export const PEOPLE: readonly Mutant[] = [
  {
    says: "the sender's own desk does not come first in a link",
    file: 'lib/domain/people/links/link-maker.ts',
    from: 'Number(b.vantage === vantage) - Number(a.vantage === vantage)',
    to: 'Number(b.vantage === vantage) + Number(a.vantage === vantage)',
    by: ['test/domain/people/links/link-maker.test.ts'],
  },
  {
    says: 'a mute of one data centre covers all',
    file: 'lib/domain/people/mutes.ts',
    from: 'settings.nodes.filter(({ dataCenter }) => dataCenter === name)',
    to: 'settings.nodes',
    by: ['test/domain/people/mutes.test.ts'],
  },
  {
    says: 'an unmute ends the mutes of other scopes',
    file: 'lib/domain/people/mutes.ts',
    from: 'deed.scope === quiet.scope',
    to: 'deed.scope !== quiet.scope',
    by: ['test/domain/people/mutes.test.ts'],
  },
  {
    says: 'mutes of long ago still count',
    file: 'lib/domain/people/mutes.ts',
    from: 'quiet.from <= now && quiet.until > from && quiet.until > quiet.from',
    to: 'quiet.until > quiet.from',
    by: ['test/domain/people/mutes.test.ts'],
  },
  {
    says: 'a contact whose carrier filters links gets one',
    file: 'lib/domain/people/links/link-maker.ts',
    from: 'contacts.find(({ id }) => id === contact)?.smsLink ?? true',
    to: 'true',
    by: ['test/domain/people/links/link-maker.test.ts'],
  },
  {
    says: 'any data centre may be muted by name',
    file: 'lib/domain/people/mute-scope.ts',
    from: 'fleet === null ? null : dataCentersOf(fleet)',
    to: 'null',
    by: ['test/domain/people/mute-scope.test.ts'],
  },
  {
    says: 'blindness may be muted, and nothing else',
    file: 'lib/domain/people/mute-scope.ts',
    from: "typed === 'kind:blind'",
    to: "typed !== 'kind:blind'",
    by: ['test/domain/people/mute-scope.test.ts'],
  },
  {
    says: 'any node may be muted by name',
    file: 'lib/domain/people/mute-scope.ts',
    from: 'fleet === null ? null : fleet.nodes.map(({ id }) => id)',
    to: 'null',
    by: ['test/domain/people/mute-scope.test.ts'],
  },
  {
    says: 'a forged link passes, and a signed one does not',
    file: 'lib/domain/people/links/link-token.ts',
    from: 'difference === 0',
    to: 'difference !== 0',
    by: ['test/domain/people/links/link-token.test.ts', 'test/work/acknowledge.test.ts'],
  },
]
