/**
 * An object whose members are computed when they are first asked for. They are own and enumerable, so that it is copied,
 * compared and written like any other; that asks for all of them.
 */
export function lazily<T extends object>(members: { readonly [K in keyof T]: () => T[K] }): Readonly<T> {
  const made: Partial<T> = {}
  for (const name of Object.keys(members) as (keyof T)[]) {
    const get = () => {
      const value = members[name]()
      Object.defineProperty(made, name, { value, enumerable: true })
      return value
    }
    Object.defineProperty(made, name, { get, enumerable: true, configurable: true })
  }
  return made as Readonly<T>
}
