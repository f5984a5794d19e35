/** E-mail shape: an address that a mail server could take. */
import { z } from 'zod'
import { type KeyMeaning, WHOLE } from './shapes.ts'
import { quote } from './value-at.ts'

export function email(meaning: KeyMeaning) {
  return z
    .string({ error: EXPECTED })
    .superRefine((written, ctx) => {
      const wrong = wrongWith(written)
      if (wrong !== undefined) ctx.addIssue({ code: 'custom', input: written, ...wrong })
    })
    .meta({ form: 'e-mail address', ...meaning, pattern: EMAIL_PATTERN })
}

const EXPECTED = 'an e-mail address'
/** The characters of RFC 5322's dot-atom before the @, a name of the DNS with two labels or more behind it. */
const LOCAL_PART = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}"
const LABEL = '[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?'
const EMAIL_PATTERN = `^${LOCAL_PART}@${LABEL}(\\.${LABEL})+$`

interface WrongEmail {
  readonly message: string
  readonly params?: typeof WHOLE
}

function wrongWith(written: string): WrongEmail | undefined {
  if (isEmail(written)) return undefined
  const meant = meantBy(written)
  if (meant === undefined) return { message: /[^ -~]/.test(written) ? `${EXPECTED} in ASCII` : EXPECTED }
  const says = `is ${quote(written)}, which no mail server takes as it is`
  return { message: `${says}, did you mean ${quote(meant)}?`, params: WHOLE }
}

function isEmail(text: string): boolean {
  return new RegExp(EMAIL_PATTERN).test(text)
}

/** The address of a link (`mailto:`), of a header (`NOC <noc@…>`), or with its domain as the DNS has it (`xn--…`). */
function meantBy(written: string): string | undefined {
  const bare = written.replace(/^mailto:/i, '').replace(/^[^<]*<([^>]*)>$/, '$1')
  const [local, domain, ...more] = bare.split('@')
  if (domain === undefined || more.length > 0 || !URL.canParse(`http://${domain}/`)) return undefined
  const meant = `${local}@${new URL(`http://${domain}/`).hostname}`
  return isEmail(meant) ? meant : undefined
}
