/** Result: what came of something that may fail as expected, either its value or its error; `ok` and `failed` alone make one. */

export type Result<T, E> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E }

export function ok<T>(value: T): Result<T, never> {
  return { ok: true, value }
}

export function failed<E>(error: E): Result<never, E> {
  return { ok: false, error }
}
