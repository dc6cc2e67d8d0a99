import type { Scenario } from '../scenario.ts'
import { type WorldName, worlds } from '../worlds.ts'

/** The worlds, and what the doctor says in each. `silent` waits for kubectl's 30 s: `bad-input.test.ts` cuts it short. */
export const field: Readonly<Record<Exclude<WorldName, 'silent'>, Scenario>> = {
  golden: {
    ...worlds.golden,
    outcome: 'failing',
    findings: [
      'error tls-intercepted-by-proxy',
      'warning interceptor-cannot-name-server < tls-intercepted-by-proxy',
      'error proxy-cannot-reach-upstream < tls-intercepted-by-proxy',
      'warning interceptor-trusted-elsewhere < tls-intercepted-by-proxy',
      'warning no-direct-route',
      'warning no-route < no-direct-route',
    ],
  },
  healthy: { ...worlds.healthy, outcome: 'healthy', findings: [] },
  transparent: {
    ...worlds.transparent,
    outcome: 'failing',
    findings: [
      'error proxy-cannot-reach-upstream < tls-intercepted-transparently',
      'error tls-intercepted-transparently',
      'warning interceptor-cannot-name-server < tls-intercepted-transparently',
    ],
  },
  mitmproxy: {
    ...worlds.mitmproxy,
    outcome: 'failing',
    findings: [
      'error proxy-not-needed',
      'error tls-intercepted-by-proxy',
      'warning paths-disagree < tls-intercepted-by-proxy',
    ],
  },
  squid: {
    ...worlds.squid,
    outcome: 'failing',
    findings: [
      'error proxy-not-needed',
      'error tls-intercepted-by-proxy',
      'warning interceptor-trusted-elsewhere < tls-intercepted-by-proxy',
      'warning paths-disagree < tls-intercepted-by-proxy',
    ],
  },
  dante: { ...worlds.dante, outcome: 'healthy', findings: [] },
  named: { ...worlds.named, outcome: 'healthy', findings: [] },
  'name-unknown': { ...worlds['name-unknown'], outcome: 'failing', findings: ['error name-not-found'] },
  'name-server-fails': { ...worlds['name-server-fails'], outcome: 'failing', findings: ['error dns-server-failure'] },
  'no-route': { ...worlds['no-route'], outcome: 'failing', findings: ['error no-route'] },
  'large-hello-dropped': {
    ...worlds['large-hello-dropped'],
    outcome: 'failing',
    findings: ['error handshake-timeout < large-client-hello-dropped', 'error large-client-hello-dropped'],
  },
}
