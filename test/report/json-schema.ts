/**
 * As much of JSON Schema 2020-12 as docs/report-schema.json uses. A keyword that is not known here throws, so that no part
 * of the schema is passed over in silence.
 */
export type Schema = { readonly [keyword: string]: unknown } | boolean

/** What is wrong with `value`, each with its place as a JSON pointer; `[]`: it is valid. */
export function violations(schema: Schema, value: unknown, root: Schema = schema, at = ''): readonly string[] {
  if (schema === true) return []
  if (schema === false) return [`${at}: nothing may stand here`]
  return Object.entries(schema).flatMap(([keyword, rule]) => {
    const check = KEYWORDS[keyword]
    if (check === undefined) throw new Error(`unknown keyword ${keyword}`)
    return check({ rule, value, schema, root, at })
  })
}

interface Question {
  readonly rule: unknown
  readonly value: unknown
  readonly schema: { readonly [keyword: string]: unknown }
  readonly root: Schema
  readonly at: string
}

const nothing = () => []

const KEYWORDS: Readonly<Record<string, (question: Question) => readonly string[]>> = {
  $schema: nothing,
  $defs: nothing,
  title: nothing,
  description: nothing,
  type: ({ rule, value, at }) =>
    [rule].flat().some((type) => isOfType(value, type)) ? [] : [`${at}: is no ${[rule].flat().join(' or ')}`],
  const: ({ rule, value, at }) => (value === rule ? [] : [`${at}: is not ${JSON.stringify(rule)}`]),
  enum: ({ rule, value, at }) =>
    (rule as readonly unknown[]).includes(value) ? [] : [`${at}: ${JSON.stringify(value)} is none of the values`],
  pattern: ({ rule, value, at }) =>
    typeof value !== 'string' || new RegExp(rule as string, 'u').test(value)
      ? []
      : [`${at}: does not match ${String(rule)}`],
  minimum: ({ rule, value, at }) =>
    typeof value !== 'number' || value >= (rule as number) ? [] : [`${at}: is less than ${String(rule)}`],
  minItems: ({ rule, value, at }) =>
    !Array.isArray(value) || value.length >= (rule as number) ? [] : [`${at}: has fewer than ${String(rule)} items`],
  maxItems: ({ rule, value, at }) =>
    !Array.isArray(value) || value.length <= (rule as number) ? [] : [`${at}: has more than ${String(rule)} items`],
  required: ({ rule, value, at }) =>
    isObject(value)
      ? (rule as readonly string[]).flatMap((name) => (Object.hasOwn(value, name) ? [] : [`${at}/${name}: is missing`]))
      : [],
  properties: ({ rule, value, root, at }) =>
    isObject(value)
      ? Object.entries(rule as Record<string, Schema>).flatMap(([name, schema]) =>
          Object.hasOwn(value, name) ? violations(schema, value[name], root, `${at}/${name}`) : [],
        )
      : [],
  additionalProperties: ({ rule, value, schema, root, at }) =>
    isObject(value)
      ? Object.entries(value).flatMap(([name, member]) =>
          Object.hasOwn(schema.properties ?? {}, name) ? [] : violations(rule as Schema, member, root, `${at}/${name}`),
        )
      : [],
  items: ({ rule, value, root, at }) =>
    Array.isArray(value)
      ? value.flatMap((item, index) => violations(rule as Schema, item, root, `${at}/${index}`))
      : [],
  prefixItems: ({ rule, value, root, at }) =>
    Array.isArray(value)
      ? (rule as readonly Schema[]).flatMap((schema, index) =>
          index < value.length ? violations(schema, value[index], root, `${at}/${index}`) : [],
        )
      : [],
  allOf: ({ rule, value, root, at }) =>
    (rule as readonly Schema[]).flatMap((schema) => violations(schema, value, root, at)),
  anyOf: (question) => choices(question, (valid) => valid > 0),
  oneOf: (question) => choices(question, (valid) => valid === 1),
  $ref: ({ rule, value, root, at }) => violations(defined(root, rule as string), value, root, at),
}

/** The complaints of the choice that comes nearest, so that a failure says something. */
function choices({ rule, value, root, at }: Question, suffices: (valid: number) => boolean): readonly string[] {
  const all = (rule as readonly Schema[]).map((schema) => violations(schema, value, root, at))
  if (suffices(all.filter((one) => one.length === 0).length)) return []
  const deepest = all.toSorted((a, b) => Math.max(...b.map(depth), 0) - Math.max(...a.map(depth), 0))
  return deepest.find((one) => one.length > 0) ?? [`${at}: fits more than one of the choices`]
}

function depth(violation: string): number {
  return violation.split('/').length
}

function defined(root: Schema, reference: string): Schema {
  const name = /^#\/\$defs\/(?<name>.+)$/.exec(reference)?.groups?.name ?? ''
  const defs = typeof root === 'object' ? (root.$defs as Record<string, Schema> | undefined) : undefined
  const found = defs?.[name]
  if (found === undefined) throw new Error(`no definition ${reference}`)
  return found
}

function isOfType(value: unknown, type: unknown): boolean {
  switch (type) {
    case 'null':
      return value === null
    case 'array':
      return Array.isArray(value)
    case 'object':
      return isObject(value)
    case 'integer':
      return Number.isInteger(value)
    case 'string':
    case 'number':
    case 'boolean':
      return typeof value === type
    default:
      throw new Error(`unknown type ${String(type)}`)
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
