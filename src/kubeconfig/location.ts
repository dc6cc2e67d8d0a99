/** Where a value stands: a kubeconfig, a flag, a variable, the in-cluster files, or client-go's built-in default. */
export type Location =
  | { readonly kind: 'file'; readonly file: string; readonly pointer: string; readonly line: number | null }
  | { readonly kind: 'flag'; readonly flag: string }
  | { readonly kind: 'variable'; readonly variable: string }
  | { readonly kind: 'in-cluster'; readonly file: string | null }
  | { readonly kind: 'default' }
