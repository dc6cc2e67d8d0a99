/** `ip:port` or `name:port`, IPv6 in brackets. Models net.JoinHostPort. */
export function hostPort(host: string, port: number): string {
  return host.includes(':') || host.includes('%') ? `[${host}]:${port}` : `${host}:${port}`
}
