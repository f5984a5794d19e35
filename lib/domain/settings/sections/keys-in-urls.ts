/** Keys in URLs: a provider's key that stands in clear in the path or the query of an endpoint's address. */
import { TEMPLATE_FORM, withoutSecrets } from '../../text/secret-text.ts'
import { type KeyProblem, problemAt } from '../key-problem.ts'
import type { Endpoint } from './endpoint-settings.ts'

/** Letters and digits mixed over twenty signs or more, or as many hex digits: no word that anybody would choose. */
const LOOKS_LIKE_A_KEY = /^(?=.*[a-z])(?=.*\d)[\w~.-]{20,}$/i

/** A warning and no more: a long name may only look like one. The message never holds it. */
export function keysInUrls(
  section: string,
  endpoints: readonly Pick<Endpoint, 'url'>[],
): readonly KeyProblem[] {
  return endpoints.flatMap(({ url }, place) => {
    const [, rest = ''] = /^https?:\/\/[^/?#]*(.*)$/is.exec(withoutSecrets(url, '')) ?? []
    const parts = rest.split(/[/?&=#]/)
    if (!parts.some((part) => LOOKS_LIKE_A_KEY.test(part))) return []
    const says = `seems to hold a key in clear, expected it as ${TEMPLATE_FORM}: templates and whoever reads the settings would show it`
    return [problemAt([section, place, 'url'], says)]
  })
}
