/**
 * Linux's words for an errno, as Go's syscall.Errno prints them. Unknown names come back in lower case, so that a text
 * is never empty. Source: kubectl-truth section 10; Go syscall, table of errors for linux.
 */
export function errnoText(name: string): string {
  return TEXTS[name] ?? name.toLowerCase()
}

const TEXTS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EADDRINUSE: 'address already in use',
  EADDRNOTAVAIL: 'cannot assign requested address',
  EAFNOSUPPORT: 'address family not supported by protocol',
  ECONNABORTED: 'software caused connection abort',
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset by peer',
  EHOSTDOWN: 'host is down',
  EHOSTUNREACH: 'no route to host',
  EINVAL: 'invalid argument',
  EMFILE: 'too many open files',
  ENETDOWN: 'network is down',
  ENETUNREACH: 'network is unreachable',
  ENOBUFS: 'no buffer space available',
  EPERM: 'operation not permitted',
  EPIPE: 'broken pipe',
  EPROTONOSUPPORT: 'protocol not supported',
  ETIMEDOUT: 'connection timed out',
}
