import { bracketed } from '../lib/host-port.ts'
import type { NextStep, Variables } from './known-text.ts'

/** The diagnosis itself: it looks at every path, which a text alone cannot. */
export function diagnose(shows: string): NextStep {
  return { command: 'kubectl tlsdoctor', shows }
}

/** The chain that the peer of the text presents. */
export function presentedChain(shows: string, fallbackPort = '443'): NextStep {
  return {
    command: (values) =>
      `openssl s_client -connect ${hostPort(values, fallbackPort)} -showcerts </dev/null | openssl x509 -noout -subject -issuer -dates -ext subjectAltName`,
    shows,
  }
}

/** What the proxy answers, header and body included. */
export function askProxy(shows: string): NextStep {
  return {
    command: (values) => `curl -v -k -x "\${HTTPS_PROXY:-$https_proxy}" https://${hostPort(values, '443')}/version`,
    shows,
  }
}

/** What the kubeconfig holds after merging; secrets stay hidden. */
export function showConfig(shows: string): NextStep {
  return { command: 'kubectl config view --minify', shows }
}

/**
 * `host:port` of the text, or words in its place. Only characters that mean nothing to a shell come through, since
 * people paste these commands and the text was written by anybody.
 */
function hostPort({ host, port }: Variables, fallbackPort: string): string {
  if (host === undefined || !/^[A-Za-z0-9._:-]{1,253}$/.test(host) || host.startsWith('-')) return 'SERVER:PORT'
  return `${bracketed(host)}:${port !== undefined && /^\d{1,5}$/.test(port) ? port : fallbackPort}`
}
