/** A host as an address has it: IPv6 in brackets. */
export function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

/** `192.0.2.10:6443`, `[2001:db8::1]:6443`. Models net.JoinHostPort. */
export function joinHostPort(host: string, port: number): string {
  return `${bracketed(host)}:${port}`
}

export function hostPort({ host, port }: { readonly host: string; readonly port: number }): string {
  return joinHostPort(host, port)
}
