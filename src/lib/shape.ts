/**
 * Describes JSON data of which nothing is known yet, and reads it into what it should be. Members that no shape names are
 * dropped, and the others come out in the order of the shape: reading is also how a value is made canonical.
 */
export interface Shape<T> {
  read(value: unknown, pointer: string): ShapeRead<T>
}

export type ShapeRead<T> = { readonly ok: true; readonly value: T } | Misshapen

/** `pointer` is a JSON pointer (RFC 6901) to what is wrong; `expected` says what should stand there: `a string`. */
export interface Misshapen {
  readonly ok: false
  readonly pointer: string
  readonly expected: string
  /** Nothing stands there at all. */
  readonly missing?: true
}

/** A member that may be missing; not `null` in its place. */
export interface OptionalShape<T> extends Shape<T> {
  readonly optional: true
}

const MAX_TEXT = 1024 * 1024
const MAX_ITEMS = 10_000

export function text(max = MAX_TEXT): Shape<string> {
  return checked(
    (value): value is string => typeof value === 'string' && value.length <= max,
    `a string of at most ${max} characters`,
  )
}

/** @param expected for people: `a date`. */
export function textThat(is: (value: string) => boolean, expected: string): Shape<string> {
  return checked(
    (value): value is string => typeof value === 'string' && value.length <= MAX_TEXT && is(value),
    expected,
  )
}

/** Standard alphabet, padded (RFC 4648 section 4). */
export const base64: Shape<string> = textThat(
  (value) => value.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value),
  'base64',
)

export const hex: Shape<string> = textThat((value) => /^(?:[0-9a-f]{2})*$/.test(value), 'lower-case hex digits')

export function integer(min: number, max: number): Shape<number> {
  return checked(
    (value): value is number => Number.isInteger(value) && Number(value) >= min && Number(value) <= max,
    `a whole number from ${min} to ${max}`,
  )
}

/** Counts, sizes, numbers on the wire. */
export const count: Shape<number> = integer(0, Number.MAX_SAFE_INTEGER)

export const number: Shape<number> = checked(
  (value): value is number => typeof value === 'number' && Number.isFinite(value),
  'a number',
)

export const boolean: Shape<boolean> = checked((value) => typeof value === 'boolean', 'true or false')

export function oneOf<const T extends string>(choices: readonly T[]): Shape<T> {
  return checked(
    (value): value is T => choices.some((choice) => choice === value),
    choices.length === 1 ? `"${choices[0]}"` : `one of ${choices.join(', ')}`,
  )
}

export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  return { read: (value, pointer) => (value === null ? { ok: true, value } : shape.read(value, pointer)) }
}

export function optional<T>(shape: Shape<T>): OptionalShape<T> {
  return { ...shape, optional: true }
}

export function list<T>(item: Shape<T>, max = MAX_ITEMS): Shape<readonly T[]> {
  return {
    read(value, pointer) {
      if (!Array.isArray(value)) return misshapen(pointer, 'a list')
      if (value.length > max) return misshapen(pointer, `at most ${max} items`)
      const items: T[] = []
      for (const [index, member] of value.entries()) {
        const read = item.read(member, `${pointer}/${index}`)
        if (!read.ok) return read
        items.push(read.value)
      }
      return { ok: true, value: items }
    },
  }
}

/** Two texts, such as a name and its value. */
export function pair<A, B>(first: Shape<A>, second: Shape<B>): Shape<readonly [A, B]> {
  return {
    read(value, pointer) {
      if (!Array.isArray(value) || value.length !== 2) return misshapen(pointer, 'a list of two')
      const a = first.read(value[0], `${pointer}/0`)
      if (!a.ok) return a
      const b = second.read(value[1], `${pointer}/1`)
      return b.ok ? { ok: true, value: [a.value, b.value] } : b
    },
  }
}

/** Free names, each with the same kind of value; in the order in which they stand. */
export function record<T>(member: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return {
    read(value, pointer) {
      if (!isRecord(value)) return misshapen(pointer, 'an object')
      const entries = Object.entries(value)
      if (entries.length > MAX_ITEMS) return misshapen(pointer, `at most ${MAX_ITEMS} members`)
      const members: [string, T][] = []
      for (const [name, one] of entries) {
        const read = member.read(one, pointerTo(pointer, name))
        if (!read.ok) return read
        members.push([name, read.value])
      }
      return { ok: true, value: Object.fromEntries(members) }
    },
  }
}

/** One shape for each member of `T`: the type checker names the one that is missing. */
export type Members<T> = {
  readonly [K in keyof T]-?: Record<never, never> extends Pick<T, K>
    ? OptionalShape<Exclude<T[K], undefined>>
    : Shape<T[K]>
}

export function object<T extends object>(members: Members<T>): Shape<T> {
  const shapes = Object.entries(members) as [string, Shape<unknown> | OptionalShape<unknown>][]
  return {
    read(value, pointer) {
      if (!isRecord(value)) return misshapen(pointer, 'an object')
      const found: [string, unknown][] = []
      for (const [name, shape] of shapes) {
        const member = Object.hasOwn(value, name) ? value[name] : undefined
        if (member === undefined && 'optional' in shape) continue
        const read = shape.read(member, pointerTo(pointer, name))
        if (!read.ok) return member === undefined ? { ...read, missing: true } : read
        found.push([name, read.value])
      }
      return { ok: true, value: Object.fromEntries(found) as T }
    },
  }
}

/** A union whose members are told apart by `kind`. Each case gives the shapes of its other members. */
export function byKind<T extends { readonly kind: string }>(
  cases: {
    readonly [K in T['kind']]: Members<Omit<Extract<T, { readonly kind: K }>, 'kind'>>
  },
): Shape<T> {
  const names = Object.keys(cases)
  const shapes = new Map(
    Object.entries(cases).map(([kind, members]) => [kind, object({ kind: oneOf([kind]), ...(members as object) })]),
  )
  return {
    read(value, pointer) {
      if (!isRecord(value)) return misshapen(pointer, 'an object')
      const { kind } = value
      const shape = typeof kind === 'string' ? shapes.get(kind) : undefined
      if (shape === undefined) return misshapen(pointerTo(pointer, 'kind'), `one of ${names.join(', ')}`)
      return shape.read(value, pointer) as ShapeRead<T>
    },
  }
}

/** Whatever `shape` reads, turned into something else. */
export function mapped<T, U>(shape: Shape<T>, turn: (value: T) => U): Shape<U> {
  return {
    read(value, pointer) {
      const read = shape.read(value, pointer)
      return read.ok ? { ok: true, value: turn(read.value) } : read
    },
  }
}

/** The first of two that fits; what is wrong is said by the second. */
export function either<A, B>(first: Shape<A>, second: Shape<B>): Shape<A | B> {
  return {
    read(value, pointer) {
      const read = first.read(value, pointer)
      return read.ok ? read : second.read(value, pointer)
    },
  }
}

function checked<T>(is: (value: unknown) => value is T, expected: string): Shape<T> {
  return { read: (value, pointer) => (is(value) ? { ok: true, value } : misshapen(pointer, expected)) }
}

function misshapen(pointer: string, expected: string): Misshapen {
  return { ok: false, pointer, expected }
}

/** RFC 6901 section 3. */
function pointerTo(parent: string, name: string): string {
  return `${parent}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
