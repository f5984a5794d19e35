/** No links: a link maker for tests in which nobody follows any. */
import type { LinkMaker } from '../../lib/domain/people/links.ts'

export const NO_LINKS: LinkMaker = () => ({ kind: 'none', because: 'this is a test' })
