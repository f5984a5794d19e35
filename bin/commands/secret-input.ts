/** Secret input: a secret from stdin, piped or typed without echo, and never from the command line. */
import type { ReadStream } from 'node:tty'
import { SECRET_BYTES_MAX } from '../../lib/adapters/aws/ssm-parameters.ts'
import { failed, ok, type Result } from '../../lib/domain/text/result.ts'

/** All of what is piped, or one line typed; the last line break is no part of it. The error is the end of a sentence. */
export async function readSecret(
  stdin: ReadStream,
  prompt: string,
  stderr: NodeJS.WriteStream,
): Promise<Result<string, string>> {
  const bytes = stdin.isTTY ? await typed(stdin, prompt, stderr) : await piped(stdin)
  if (bytes === 'interrupted') return failed('it was interrupted')
  if (bytes === 'too-long') return failed(tooLong(`more than ${SECRET_BYTES_MAX}`))
  if (stdin.isTTY && bytes.toString().startsWith('-----BEGIN'))
    return failed('a PEM text has several lines; give its file on stdin, with < FILE')
  return secretOf(bytes)
}

function secretOf(bytes: Buffer): Result<string, string> {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return failed('stdin is no UTF-8 text')
  }
  const value = text.replace(/\r?\n$/, '')
  if (value === '') return failed('stdin is empty; pipe the value in, or use --generate to make one')
  const length = Buffer.byteLength(value)
  return length > SECRET_BYTES_MAX ? failed(tooLong(String(length))) : ok(value)
}

function tooLong(bytes: string): string {
  return `it takes ${bytes} bytes, and a standard parameter holds ${SECRET_BYTES_MAX}; a certificate with an elliptic-curve key is shorter`
}

async function piped(stdin: ReadStream): Promise<Buffer | 'too-long'> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    length += chunk.length
    // The line break that ends it may come on top.
    if (length > SECRET_BYTES_MAX + 2) return 'too-long'
  }
  return Buffer.concat(chunks)
}

const CONTROL_C = 3
const CONTROL_D = 4
const BACKSPACES = [8, 127]
const LINE_ENDS = [10, 13, CONTROL_D]

/** In raw mode the terminal shows nothing of what is typed. A paste comes as one chunk and ends at its first line. */
async function typed(
  stdin: ReadStream,
  prompt: string,
  stderr: NodeJS.WriteStream,
): Promise<Buffer | 'interrupted'> {
  stderr.write(prompt)
  stdin.setRawMode(true)
  const bytes: number[] = []
  try {
    for await (const chunk of stdin as AsyncIterable<Buffer>) {
      for (const byte of chunk) {
        if (byte === CONTROL_C) return 'interrupted'
        if (LINE_ENDS.includes(byte)) return Buffer.from(bytes)
        if (BACKSPACES.includes(byte)) bytes.pop()
        else bytes.push(byte)
      }
    }
    return Buffer.from(bytes)
  } finally {
    stdin.setRawMode(false)
    stderr.write('\n')
  }
}
