/** Notices: changes of what is said of an incident, each with the tests that must notice it. */
import type { Mutant } from '../mutant.ts'

export const NOTICES: readonly Mutant[] = [
  {
    says: 'one other listener is nobody',
    file: 'lib/domain/notices/channels/slack-post.ts',
    from: 'heard.length === 0',
    to: 'heard.length === 1',
    by: ['test/domain/notices/channels/slack-post.test.ts'],
  },
  {
    says: 'who acknowledged it is not named',
    file: 'lib/domain/notices/reason-words.ts',
    from: "acknowledged?.by ?? 'whoever had it'",
    to: "'whoever had it'",
    by: ['test/domain/notices/notice-words.test.ts'],
  },
  {
    says: 'an incident of an hour has lasted for ever',
    file: 'lib/domain/notices/title-words.ts',
    from: 'now - view.since',
    to: 'now + view.since',
    by: ['test/domain/notices/notice-words.test.ts'],
  },
  {
    says: 'everything in a digest has cleared',
    file: 'lib/domain/notices/digest-words.ts',
    from: "isOver(last) ? ' (cleared)' : ''",
    to: "' (cleared)'",
    by: ['test/domain/notices/digest-words.test.ts'],
  },
]
