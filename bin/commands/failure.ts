/** Failure: what an error says to the person who typed a command, if it is one that may happen and no mistake of ours. */

/** What to do about errors that AWS names. */
const MENDS: Readonly<Record<string, string>> = {
  CredentialsProviderError: 'log in first (aws sso login, AWS_PROFILE or the variables of the environment)',
  ResourceNotFoundException:
    'is it deployed, under the name that the settings have, in the account of these credentials?',
  AccessDeniedException: 'these credentials need dynamodb:Query and dynamodb:PutItem on it',
  ExpiredTokenException: 'log in again',
  UnrecognizedClientException: 'log in again',
}

/** The whole of what it says, with what to do about it. */
export function sayFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  const mend = MENDS[error.name] ?? (cause instanceof Error ? MENDS[cause.name] : undefined)
  return mend === undefined ? error.message : `${error.message}; ${mend}`
}

/**
 * The same, undefined for an error that nobody foresaw: that one is to be seen with its stack. Foreseen are our own
 * messages, which begin with `Cannot`, and what the operating system, SQLite and AWS refuse.
 */
export function expectedFailure(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const isOurs = error.name === 'Error' && error.message.startsWith('Cannot ')
  const isForeseen =
    isOurs ||
    'syscall' in error ||
    '$metadata' in error ||
    error.name in MENDS ||
    ('code' in error && error.code === 'ERR_SQLITE_ERROR')
  return isForeseen ? sayFailure(error) : undefined
}
