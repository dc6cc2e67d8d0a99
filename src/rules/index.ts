import { apiServerError } from './api-server-error.ts'
import { authenticationMethodsConflict } from './authentication-methods-conflict.ts'
import { authorityMayNotSign } from './authority-may-not-sign.ts'
import { caDataAndFile } from './ca-data-and-file.ts'
import { caDataInvalid } from './ca-data-invalid.ts'
import { caFileEmpty } from './ca-file-empty.ts'
import { caFileMissing } from './ca-file-missing.ts'
import { captivePortal } from './captive-portal.ts'
import { certificateExpired } from './certificate-expired.ts'
import { certificateExpiresSoon } from './certificate-expires-soon.ts'
import { certificateMalformed } from './certificate-malformed.ts'
import { certificateNotYetValid } from './certificate-not-yet-valid.ts'
import { certificateWithoutSans } from './certificate-without-sans.ts'
import { clientCertificateExpired } from './client-certificate-expired.ts'
import { clientCertificateRejected } from './client-certificate-rejected.ts'
import { clientCertificateRequired } from './client-certificate-required.ts'
import { clientCredentialUnreadable } from './client-credential-unreadable.ts'
import { clientKeyMismatch } from './client-key-mismatch.ts'
import { clockSkew } from './clock-skew.ts'
import { clusterCaExpired } from './cluster-ca-expired.ts'
import { clusterCaMismatch } from './cluster-ca-mismatch.ts'
import { clusterCaRotated } from './cluster-ca-rotated.ts'
import { clusterMissing } from './cluster-missing.ts'
import { connectTimeout } from './connect-timeout.ts'
import { connectionClosed } from './connection-closed.ts'
import { connectionReset } from './connection-reset.ts'
import { contextMissing } from './context-missing.ts'
import { credentialsMissing } from './credentials-missing.ts'
import { dnsServerFailure } from './dns-server-failure.ts'
import { execPluginFailed } from './exec-plugin-failed.ts'
import { execPluginMissing } from './exec-plugin-missing.ts'
import { forbidden } from './forbidden.ts'
import { foreignChainUnexplained } from './foreign-chain-unexplained.ts'
import { handshakeTimeout } from './handshake-timeout.ts'
import { http2Broken } from './http2-broken.ts'
import { httpsPortSpokenHttp } from './https-port-spoken-http.ts'
import { insecureWithCa } from './insecure-with-ca.ts'
import { interceptorCannotNameServer } from './interceptor-cannot-name-server.ts'
import { interceptorTrustedElsewhere } from './interceptor-trusted-elsewhere.ts'
import { intermediateExpired } from './intermediate-expired.ts'
import { intermediateMissing } from './intermediate-missing.ts'
import { kubeconfigInvalid } from './kubeconfig-invalid.ts'
import { kubeconfigMissing } from './kubeconfig-missing.ts'
import { largeClientHelloDropped } from './large-client-hello-dropped.ts'
import { nameNotFound } from './name-not-found.ts'
import { noCommonTlsParameters } from './no-common-tls-parameters.ts'
import { noDirectRoute } from './no-direct-route.ts'
import { noProxyMismatch } from './no-proxy-mismatch.ts'
import { noRoute } from './no-route.ts'
import { notAnApiServer } from './not-an-api-server.ts'
import { notTls } from './not-tls.ts'
import { pathsDisagree } from './paths-disagree.ts'
import { plainHttpPort } from './plain-http-port.ts'
import { portClosed } from './port-closed.ts'
import { predictionDiffers } from './prediction-differs.ts'
import { proxyAuthRequired } from './proxy-auth-required.ts'
import { proxyCannotReachUpstream } from './proxy-cannot-reach-upstream.ts'
import { proxyClosesTunnel } from './proxy-closes-tunnel.ts'
import { proxyNameUnresolved } from './proxy-name-unresolved.ts'
import { proxyNotNeeded } from './proxy-not-needed.ts'
import { proxyRefusesConnect } from './proxy-refuses-connect.ts'
import { proxySpeaksNoHttp } from './proxy-speaks-no-http.ts'
import { proxyTlsUntrusted } from './proxy-tls-untrusted.ts'
import { proxyUnreachable } from './proxy-unreachable.ts'
import { proxyUrlInvalid } from './proxy-url-invalid.ts'
import { proxyUrlOverridesEnvironment } from './proxy-url-overrides-environment.ts'
import { proxyVariableIgnored } from './proxy-variable-ignored.ts'
import { redirectedToLogin } from './redirected-to-login.ts'
import { requestThrottled } from './request-throttled.ts'
import { resourceNotFound } from './resource-not-found.ts'
import type { Rule } from './rule.ts'
import { selfSignedServer } from './self-signed-server.ts'
import { serverIpNotInCertificate } from './server-ip-not-in-certificate.ts'
import { serverNameNotInCertificate } from './server-name-not-in-certificate.ts'
import { serverSchemeHttp } from './server-scheme-http.ts'
import { serverSchemeMissing } from './server-scheme-missing.ts'
import { serverSentAlert } from './server-sent-alert.ts'
import { serverUrlInvalid } from './server-url-invalid.ts'
import { socksAuthRequired } from './socks-auth-required.ts'
import { socksRefused } from './socks-refused.ts'
import { socksSpeaksNoSocks } from './socks-speaks-no-socks.ts'
import { systemRootsDoNotKnowServer } from './system-roots-do-not-know-server.ts'
import { tlsInterceptedByProxy } from './tls-intercepted-by-proxy.ts'
import { tlsInterceptedTransparently } from './tls-intercepted-transparently.ts'
import { tlsVersionTooOld } from './tls-version-too-old.ts'
import { unauthorized } from './unauthorized.ts'
import { unhandledCriticalExtension } from './unhandled-critical-extension.ts'
import { upgradeStripped } from './upgrade-stripped.ts'
import { upstreamHopCertificate } from './upstream-hop-certificate.ts'
import { userMissing } from './user-missing.ts'
import { verificationDisabled } from './verification-disabled.ts'
import { verifierIsPlatform } from './verifier-is-platform.ts'
import { weakSignature } from './weak-signature.ts'
import { wrongKeyUsage } from './wrong-key-usage.ts'

/** Every finding, root causes before what follows from them: the order of the report. */
export const rules = {
  'kubeconfig-missing': kubeconfigMissing,
  'kubeconfig-invalid': kubeconfigInvalid,
  'context-missing': contextMissing,
  'cluster-missing': clusterMissing,
  'user-missing': userMissing,
  'server-url-invalid': serverUrlInvalid,
  'server-scheme-missing': serverSchemeMissing,
  'server-scheme-http': serverSchemeHttp,
  'ca-data-invalid': caDataInvalid,
  'ca-file-missing': caFileMissing,
  'ca-data-and-file': caDataAndFile,
  'insecure-with-ca': insecureWithCa,
  'client-key-mismatch': clientKeyMismatch,
  'client-credential-unreadable': clientCredentialUnreadable,
  'authentication-methods-conflict': authenticationMethodsConflict,
  'credentials-missing': credentialsMissing,
  'proxy-url-invalid': proxyUrlInvalid,
  'exec-plugin-missing': execPluginMissing,
  'exec-plugin-failed': execPluginFailed,
  'clock-skew': clockSkew,
  'no-proxy-mismatch': noProxyMismatch,
  'tls-intercepted-by-proxy': tlsInterceptedByProxy,
  'tls-intercepted-transparently': tlsInterceptedTransparently,
  'interceptor-cannot-name-server': interceptorCannotNameServer,
  'interceptor-trusted-elsewhere': interceptorTrustedElsewhere,
  'proxy-cannot-reach-upstream': proxyCannotReachUpstream,
  'proxy-name-unresolved': proxyNameUnresolved,
  'proxy-unreachable': proxyUnreachable,
  'proxy-auth-required': proxyAuthRequired,
  'proxy-refuses-connect': proxyRefusesConnect,
  'proxy-speaks-no-http': proxySpeaksNoHttp,
  'proxy-tls-untrusted': proxyTlsUntrusted,
  'proxy-closes-tunnel': proxyClosesTunnel,
  'socks-refused': socksRefused,
  'socks-auth-required': socksAuthRequired,
  'socks-speaks-no-socks': socksSpeaksNoSocks,
  'proxy-not-needed': proxyNotNeeded,
  'no-direct-route': noDirectRoute,
  'plain-http-port': plainHttpPort,
  'not-tls': notTls,
  'https-port-spoken-http': httpsPortSpokenHttp,
  'tls-version-too-old': tlsVersionTooOld,
  'client-certificate-expired': clientCertificateExpired,
  'client-certificate-required': clientCertificateRequired,
  'client-certificate-rejected': clientCertificateRejected,
  'no-common-tls-parameters': noCommonTlsParameters,
  'server-sent-alert': serverSentAlert,
  'certificate-malformed': certificateMalformed,
  'cluster-ca-expired': clusterCaExpired,
  'intermediate-expired': intermediateExpired,
  'certificate-expired': certificateExpired,
  'certificate-not-yet-valid': certificateNotYetValid,
  'certificate-without-sans': certificateWithoutSans,
  'server-ip-not-in-certificate': serverIpNotInCertificate,
  'server-name-not-in-certificate': serverNameNotInCertificate,
  'intermediate-missing': intermediateMissing,
  'cluster-ca-rotated': clusterCaRotated,
  'self-signed-server': selfSignedServer,
  'system-roots-do-not-know-server': systemRootsDoNotKnowServer,
  'cluster-ca-mismatch': clusterCaMismatch,
  'foreign-chain-unexplained': foreignChainUnexplained,
  'authority-may-not-sign': authorityMayNotSign,
  'wrong-key-usage': wrongKeyUsage,
  'weak-signature': weakSignature,
  'unhandled-critical-extension': unhandledCriticalExtension,
  'name-not-found': nameNotFound,
  'dns-server-failure': dnsServerFailure,
  'port-closed': portClosed,
  'no-route': noRoute,
  'connect-timeout': connectTimeout,
  'large-client-hello-dropped': largeClientHelloDropped,
  'connection-reset': connectionReset,
  'connection-closed': connectionClosed,
  'handshake-timeout': handshakeTimeout,
  'http2-broken': http2Broken,
  'redirected-to-login': redirectedToLogin,
  'captive-portal': captivePortal,
  unauthorized: unauthorized,
  forbidden: forbidden,
  'request-throttled': requestThrottled,
  'not-an-api-server': notAnApiServer,
  'resource-not-found': resourceNotFound,
  'upgrade-stripped': upgradeStripped,
  'upstream-hop-certificate': upstreamHopCertificate,
  'api-server-error': apiServerError,
  'ca-file-empty': caFileEmpty,
  'verification-disabled': verificationDisabled,
  'certificate-expires-soon': certificateExpiresSoon,
  'proxy-variable-ignored': proxyVariableIgnored,
  'proxy-url-overrides-environment': proxyUrlOverridesEnvironment,
  'paths-disagree': pathsDisagree,
  'verifier-is-platform': verifierIsPlatform,
  'prediction-differs': predictionDiffers,
} satisfies Record<string, Rule>

export type RuleId = keyof typeof rules

/** The facts that a finding of this id carries. */
export type FactsOf<Id extends RuleId> = (typeof rules)[Id] extends Rule<infer F> ? F : never
