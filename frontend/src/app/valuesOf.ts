/** Return the values that `from` has for the keys of `part`, to take back a change to these keys alone. */
export function valuesOf<T extends object, P extends Partial<T> = Partial<T>>(part: P, from: T): P {
  return Object.fromEntries(Object.keys(part).map((key) => [key, from[key as keyof T]])) as P;
}
