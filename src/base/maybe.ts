/** An object with the one property, or without where there is no value: for types whose optional properties are exact. */
export function maybe<Name extends string, T>(name: Name, value: T | undefined): Partial<Record<Name, T>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, T>);
}
