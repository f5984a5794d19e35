/** Page: the frame of every page of the desk: large, dark at night, without a script and without anything from elsewhere. */
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { DeskResponse } from '../work/desk-exchange.ts'

/** Text that is safe between tags and in attributes; nothing else makes one but `html` and `text`. */
export interface Html {
  readonly html: string
}

interface Page {
  readonly status: number
  readonly title: string
  readonly body: readonly Html[]
}

export function page({ status, title, body }: Page): DeskResponse {
  const { html: escapedTitle } = text(title)
  return respond(status, 'text/html; charset=utf-8', {
    body: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="same-origin">
<title>${escapedTitle}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body.map((part) => part.html).join('\n')}
</main>
</body>
</html>
`,
    headers: PAGE_HEADERS,
  })
}

/** Nothing of it is kept on the way, and no browser takes it for anything else than it says it is. */
export function respond(
  statusCode: number,
  contentType: string,
  { body, headers = {} }: { readonly body: string; readonly headers?: Readonly<Record<string, string>> },
): DeskResponse {
  return {
    statusCode,
    headers: {
      'content-type': contentType,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...headers,
    },
    body,
  }
}

/** What stands between the tags comes from nodes and settings: it is escaped, unless it is HTML of ours. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | Html)[]): Html {
  const safe = values.map((value) => (typeof value === 'string' ? text(value) : value).html)
  return { html: parts.map((part, place) => `${part}${safe[place] ?? ''}`).join('') }
}

function text(value: string): Html {
  return { html: value.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`) }
}

const STYLE = `
:root { color-scheme: light dark; --ground: #fff; --ink: #16181d; --faint: #5a6270; --line: #d5d9e0; --button: #0b6b3a; --on-button: #fff; --critical: #b3261e; --warning: #8a5a00; --well: #0b6b3a }
@media (prefers-color-scheme: dark) { :root { --ground: #0d0f13; --ink: #eceff4; --faint: #a3adbd; --line: #2c323c; --button: #35c27a; --on-button: #06150c; --critical: #ff8a80; --warning: #ffc55c; --well: #5fdc9a } }
* { box-sizing: border-box }
html { -webkit-text-size-adjust: 100% }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1.125rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere }
main { max-width: 40rem; margin: 0 auto; padding: max(1.25rem, env(safe-area-inset-top)) 1.25rem 3rem }
h1 { font-size: 1.75rem; line-height: 1.2; margin: .5rem 0 }
p { margin: .75rem 0 }
.tag { font-weight: 700; letter-spacing: .02em; margin: 0 }
.critical { color: var(--critical) } .warning { color: var(--warning) } .well { color: var(--well) } .faint { color: var(--faint) }
button { display: block; width: 100%; min-height: 5.5rem; margin: 1.5rem 0 .75rem; padding: 1rem; border: 0; border-radius: 1rem; background: var(--button); color: var(--on-button); font: inherit; font-size: 1.75rem; font-weight: 700; cursor: pointer; touch-action: manipulation }
button:focus-visible, a:focus-visible { outline: 3px solid var(--ink); outline-offset: 3px }
a { color: inherit }
dl { margin: 1.5rem 0 0; border-top: 1px solid var(--line) }
dl div { padding: .6rem 0; border-bottom: 1px solid var(--line) }
dt { color: var(--faint); font-size: .95rem }
dd { margin: 0 }
`

/** The style by its hash, the form to ourselves, and nothing else: no script, no picture, no frame around it. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${btoa(String.fromCharCode(...sha256(utf8ToBytes(STYLE))))}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const PAGE_HEADERS = {
  'content-security-policy': POLICY,
  'referrer-policy': 'same-origin',
  'x-robots-tag': 'noindex, nofollow',
} as const
