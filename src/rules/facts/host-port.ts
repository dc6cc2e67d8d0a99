/** `192.0.2.10:6443`, `[2001:db8::1]:6443`. */
export function hostPort({ host, port }: { readonly host: string; readonly port: number }): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}
