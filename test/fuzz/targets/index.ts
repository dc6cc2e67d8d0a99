import type { FuzzTarget } from '../fuzz-target.ts'
import { anonymized, caseFile } from './cases.ts'
import { certificate, chain } from './certificate.ts'
import { keyPair, pem, pkcs7 } from './certificate-files.ts'
import { commandLine } from './command-line.ts'
import { serverOutput, storedReport } from './comparisons.ts'
import { der } from './der.ts'
import { explained } from './explained.ts'
import { chunkedBody, httpAnswer } from './http.ts'
import { http2Frames } from './http2.ts'
import { execAnswer, kubeconfig, kubeconfigEdit } from './kubeconfigs.ts'
import { kubectlVersion, machineSettings } from './machine.ts'
import { dnsAnswer, resolverFiles } from './names.ts'
import { clientHello, tlsFlight } from './tls.ts'
import { connectAnswer, socksAnswer } from './tunnels.ts'
import { noProxy, urls } from './urls.ts'
import { values } from './values.ts'

/** Every parser of something that the doctor did not write itself, by the name that `--only` takes. */
export const fuzzTargets = {
  der,
  certificate,
  chain,
  pem,
  pkcs7,
  'key-pair': keyPair,
  'tls-flight': tlsFlight,
  'client-hello': clientHello,
  'http-answer': httpAnswer,
  'chunked-body': chunkedBody,
  'http2-frames': http2Frames,
  'connect-answer': connectAnswer,
  'socks-answer': socksAnswer,
  'dns-answer': dnsAnswer,
  'resolver-files': resolverFiles,
  kubeconfig,
  'kubeconfig-edit': kubeconfigEdit,
  'exec-answer': execAnswer,
  urls,
  'no-proxy': noProxy,
  values,
  'command-line': commandLine,
  'machine-settings': machineSettings,
  'kubectl-version': kubectlVersion,
  case: caseFile,
  anonymized,
  report: storedReport,
  'server-output': serverOutput,
  explained,
} as const satisfies Readonly<Record<string, FuzzTarget>>

export type FuzzTargetName = keyof typeof fuzzTargets
