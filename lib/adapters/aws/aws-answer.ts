/** AWS answer: what a service of AWS answered, or why it did not, in words that name the kind of its error. */
import type { AwsAnswer } from '../../tools/doctor/doctor-complaint.ts'

/** Never rejects. */
export async function awsAnswer<T>(ask: () => Promise<T>): Promise<AwsAnswer<T>> {
  try {
    return { known: true, value: await ask() }
  } catch (error) {
    return { known: false, because: sayError(error) }
  }
}

function sayError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { name, message } = error
  const said = message.trim().replace(/\.$/, '')
  // The reasons of our own adapters begin with the name already, and the others are of little use without it.
  return said === '' || said === name
    ? name
    : name === 'Error' || said.startsWith(name)
      ? said
      : `${name}: ${said}`
}
