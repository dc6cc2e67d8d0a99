/** `line` counts from 0 and is where the token begins; `end` is the offset behind it. */
export type Token = { readonly line: number; readonly end: number } & (
  | { readonly kind: PlainKind }
  | { readonly kind: 'version-directive'; readonly version: string }
  | { readonly kind: 'tag-directive' | 'tag'; readonly handle: string }
  | { readonly kind: 'anchor' | 'alias'; readonly name: string }
)

type PlainKind =
  | 'stream-start'
  | 'stream-end'
  | 'document-start'
  | 'document-end'
  | 'block-sequence-start'
  | 'block-mapping-start'
  | 'block-end'
  | 'flow-sequence-start'
  | 'flow-sequence-end'
  | 'flow-mapping-start'
  | 'flow-mapping-end'
  | 'block-entry'
  | 'flow-entry'
  | 'key'
  | 'value'
  | 'scalar'

export type TokenKind = Token['kind']
