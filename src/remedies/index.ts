import { appendCaBundle } from './append-ca-bundle.ts'
import { caBundleVariable } from './ca-bundle-variable.ts'
import { clientCertificateRenew } from './client-certificate-renew.ts'
import { clockSet } from './clock-set.ts'
import { clusterCaReplace } from './cluster-ca-replace.ts'
import { credentialPluginRepair } from './credential-plugin-repair.ts'
import { exemptFromInspection } from './exempt-from-inspection.ts'
import { kubeconfigRepair } from './kubeconfig-repair.ts'
import { logInAgain } from './log-in-again.ts'
import { noProxyEntry } from './no-proxy-entry.ts'
import { openTheWay } from './open-the-way.ts'
import { proxyAddressCorrect } from './proxy-address-correct.ts'
import { proxyAllowConnect } from './proxy-allow-connect.ts'
import { proxyUrlRemove } from './proxy-url-remove.ts'
import { proxyUrlSet } from './proxy-url-set.ts'
import type { RemedyKind } from './remedy.ts'
import { serverCertificateNames } from './server-certificate-names.ts'
import { serverCertificateReissue } from './server-certificate-reissue.ts'
import { serverCertificateRenew } from './server-certificate-renew.ts'
import { serverNameInsteadOfIp } from './server-name-instead-of-ip.ts'
import { serverSendIntermediate } from './server-send-intermediate.ts'
import { smallerClientHello } from './smaller-client-hello.ts'
import { tlsServerName } from './tls-server-name.ts'
import { tunnel } from './tunnel.ts'

/** Every kind of change. Switching verification off is none of them. */
export const remedyKinds = {
  'no-proxy-entry': noProxyEntry,
  'proxy-url-remove': proxyUrlRemove,
  'proxy-url-set': proxyUrlSet,
  'proxy-address-correct': proxyAddressCorrect,
  'tls-server-name': tlsServerName,
  'server-name-instead-of-ip': serverNameInsteadOfIp,
  'smaller-client-hello': smallerClientHello,
  'clock-set': clockSet,
  'kubeconfig-repair': kubeconfigRepair,
  'credential-plugin-repair': credentialPluginRepair,
  'log-in-again': logInAgain,
  'client-certificate-renew': clientCertificateRenew,
  'cluster-ca-replace': clusterCaReplace,
  'server-certificate-names': serverCertificateNames,
  'server-certificate-renew': serverCertificateRenew,
  'server-certificate-reissue': serverCertificateReissue,
  'server-send-intermediate': serverSendIntermediate,
  'ca-bundle-variable': caBundleVariable,
  'append-ca-bundle': appendCaBundle,
  tunnel: tunnel,
  'exempt-from-inspection': exemptFromInspection,
  'proxy-allow-connect': proxyAllowConnect,
  'open-the-way': openTheWay,
} satisfies Record<string, RemedyKind>

export type RemedyId = keyof typeof remedyKinds

/** The facts that a remedy of this id carries. */
export type RemedyFacts<Id extends RemedyId> = (typeof remedyKinds)[Id] extends RemedyKind<infer F> ? F : never
