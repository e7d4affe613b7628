/** How something has ended. */
export type Settled<T> =
  | { readonly isFine: true; readonly value: T }
  | { readonly isFine: false; readonly error: unknown };

/** For what is not to be tried again when it fails: its error is a value to whoever tries. */
export function settled<T>(work: () => T): Settled<T> {
  try {
    return { isFine: true, value: work() };
  } catch (error) {
    return { isFine: false, error };
  }
}

/** Throws the error. */
export function valueIn<T>(end: Settled<T>): T {
  if (!end.isFine) throw end.error;
  return end.value;
}
