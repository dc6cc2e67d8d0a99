import type { Report, ReportFinding, ReportKubectl, ReportPath, ReportRemedy, ReportTarget } from '../report/report.ts'

/**
 * The report with every member in the order of the contract, so that two runs differ only where they differ. Free-form
 * members (`facts`, `headers`, `variables`) are sorted by name.
 */
export function inContractOrder(report: Report): Report {
  return {
    schemaVersion: report.schemaVersion,
    kind: report.kind,
    tool: { name: report.tool.name, version: report.tool.version },
    at: report.at,
    outcome: report.outcome,
    summary: report.summary,
    target: orderedTarget(report.target),
    requests: report.requests.map(({ method, url, purpose }) => ({ method, url, purpose })),
    argv: report.argv,
    discoveryCache: report.discoveryCache,
    kubectl: orderedKubectl(report.kubectl),
    paths: report.paths.map(orderedPath),
    findings: report.findings.map(orderedFinding),
    quiet: report.quiet.map(({ id, state, reason }) => ({ id, state, reason })),
    remedies: report.remedies.map(orderedRemedy),
    environment: { platform: report.environment.platform, variables: byName(report.environment.variables) },
    proxy: orderedProxy(report.proxy),
    canaries: report.canaries.map(({ kind, path, text }) => ({ kind, path, text })),
    ...(report.proxySettings === undefined ? {} : { proxySettings: report.proxySettings.map(orderedSetting) }),
  }
}

export function orderedSetting(setting: ProxySetting): ProxySetting {
  const { source, name, file, line, value, isPath } = setting
  const place = { ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }) }
  return { source, name, ...place, value, isPath }
}

type ProxySetting = NonNullable<Report['proxySettings']>[number]

export function orderedTarget(target: ReportTarget | null): ReportTarget | null {
  if (target === null) return null
  const { kubeconfig, context, cluster, user, server, serverName, sni, trust } = target
  const { source, certificates } = trust
  return {
    kubeconfig,
    context,
    cluster,
    user,
    server,
    serverName,
    sni,
    trust: { source, certificates: certificates.map(orderedCertificate) },
  }
}

export function orderedKubectl(kubectl: ReportKubectl): ReportKubectl {
  const { binary, version, goVersion, assumed, path, predicted, observed } = kubectl
  const { message, fidelity, why } = predicted
  return {
    binary,
    version,
    goVersion,
    ...(assumed === undefined ? {} : { assumed }),
    path,
    predicted: { message, fidelity, ...(why === undefined ? {} : { why }) },
    observed: orderedObserved(observed),
  }
}

export function orderedPath(path: ReportPath): ReportPath {
  const { response, verdict } = path
  return {
    id: path.id,
    transport: path.transport,
    origins: path.origins.map(orderedOrigin),
    label: path.label,
    usedByKubectl: path.usedByKubectl,
    hops: path.hops.map(({ kind, address, url }) => ({ kind, address, ...(url === undefined ? {} : { url }) })),
    stages: path.stages.map(({ name, status, startMs, durationMs, detail, doubt }) => ({
      name,
      status,
      startMs,
      durationMs,
      detail,
      ...(doubt === undefined ? {} : { doubt }),
    })),
    presented: path.presented?.map(orderedCertificate) ?? null,
    verdict: orderedVerdict(verdict),
    kubectlMessage: path.kubectlMessage,
    observed: orderedObserved(path.observed),
    response:
      response === null
        ? null
        : {
            status: response.status,
            headers: byName(response.headers),
            contentType: response.contentType,
            bodyBytes: response.bodyBytes,
            body: response.body,
          },
  }
}

export function orderedVerdict({ outcome, stage, code, text, chains, trace, next }: Verdict): Verdict {
  return {
    outcome,
    stage,
    code,
    text,
    chains,
    trace: trace.map(({ child, candidate, from, result, reason }) => ({ child, candidate, from, result, reason })),
    next: next.map((error) => ({ stage: error.stage, code: error.code, text: error.text })),
  }
}

export function orderedProxy(choice: Report['proxy']): Report['proxy'] {
  if (choice === null) return null
  const { proxy, decidedBy, variables, noProxy } = choice
  return {
    proxy: orderedEndpoint(proxy),
    decidedBy: orderedDecision(decidedBy),
    variables: variables.map(({ name, value, status, reason, endpoint }) => ({
      name,
      value,
      status,
      reason,
      endpoint: orderedEndpoint(endpoint),
    })),
    noProxy: {
      variable: noProxy.variable,
      value: noProxy.value,
      entries: noProxy.entries.map(({ text, matches, reason, looksMeant, wouldMatch }) => ({
        text,
        matches,
        reason,
        looksMeant,
        wouldMatch,
      })),
    },
  }
}

function orderedEndpoint(endpoint: ProxyChoice['proxy']): ProxyChoice['proxy'] {
  if (endpoint === null) return null
  const { kind, host, port, credentials, url } = endpoint
  return { kind, host, port, credentials, url }
}

function orderedDecision(decision: ProxyChoice['decidedBy']): ProxyChoice['decidedBy'] {
  return inOrderOf(['kind', 'variable', 'noProxyVariable', 'entry', 'at'], decision)
}

function orderedOrigin(origin: ReportPath['origins'][number]): ReportPath['origins'][number] {
  return inOrderOf(['source', 'name', 'file', 'pointer', 'line', 'ignoredBecause'], origin)
}

/** For small values of several shapes: named members first and in this order, any others after them. */
function inOrderOf<T extends object>(names: readonly string[], value: T): T {
  const place = (name: string) => (names.includes(name) ? names.indexOf(name) : names.length)
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => place(a) - place(b))) as T
}

function orderedFinding(finding: ReportFinding): ReportFinding {
  return {
    id: finding.id,
    severity: finding.severity,
    title: finding.title,
    explanation: finding.explanation,
    facts: byName(finding.facts),
    evidence: finding.evidence.map(({ path, pointer, text, weight }) => ({ path, pointer, text, weight })),
    paths: finding.paths,
    explainedBy: finding.explainedBy,
    confidence: finding.confidence,
    url: finding.url,
  }
}

export function orderedRemedy(remedy: ReportRemedy): ReportRemedy {
  const { status, by, reason } = remedy.proof
  return {
    id: remedy.id,
    fixes: remedy.fixes,
    title: remedy.title,
    actor: remedy.actor,
    risk: remedy.risk,
    applicability: remedy.applicability,
    steps: remedy.steps.map(({ kind, text }) => ({ kind, text })),
    proof: { status, by, reason },
  }
}

function orderedObserved(observed: ReportKubectl['observed']): ReportKubectl['observed'] {
  if (observed === null) return null
  const { message, exitCode, argv, endedBy } = observed
  return { message, exitCode, argv, ...(endedBy === undefined ? {} : { endedBy }) }
}

type ProxyChoice = NonNullable<Report['proxy']>
type Verdict = ReportPath['verdict']
type Certificate = ReportTarget['trust']['certificates'][number]

export function orderedCertificate(certificate: Certificate): Certificate {
  const { subject, issuer, serial, sans, notBefore, notAfter, sha256, publicKey, signatureAlgorithm } = certificate
  const { isCa, keyUsage, extKeyUsage, nameConstraints, selfSigned, parseError, pem } = certificate
  return {
    subject,
    issuer,
    serial,
    sans: { dns: sans.dns, ip: sans.ip, email: sans.email, uri: sans.uri },
    notBefore,
    notAfter,
    sha256,
    publicKey: { algorithm: publicKey.algorithm, bits: publicKey.bits, sha256: publicKey.sha256 },
    signatureAlgorithm,
    isCa,
    keyUsage,
    extKeyUsage,
    nameConstraints,
    selfSigned,
    parseError,
    pem,
  }
}

function byName<T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}
