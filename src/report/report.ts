import type { Verdict } from '../go/verdict.ts'
import type { KubeconfigEdit } from '../remedies/remedy.ts'
import type { Evidence, Facts, QuietRule, Severity } from '../rules/rule.ts'
import type { Origin, TransportKind } from '../transcript/network-path.ts'
import type { StageName } from '../transcript/transcript.ts'
import type { CertificateDescription } from '../x509/description.ts'

/** The answer: contract.md section 2, field by field. Every renderer shows this and nothing else. */
export interface Report {
  readonly schemaVersion: '1'
  readonly kind: 'Report'
  readonly tool: { readonly name: 'kubectl-tlsdoctor'; readonly version: string }
  readonly at: string
  readonly outcome: 'healthy' | 'degraded' | 'failing' | 'unfinished'
  /** Two or three sentences: the cause, the place, who can act. First sentence alone suffices. */
  readonly summary: string
  readonly target: ReportTarget | null
  readonly requests: readonly { readonly method: string; readonly url: string; readonly purpose: string }[]
  readonly argv: readonly string[]
  readonly discoveryCache: 'cold' | 'fresh' | 'unused'
  readonly kubectl: ReportKubectl
  readonly paths: readonly ReportPath[]
  readonly findings: readonly ReportFinding[]
  readonly quiet: readonly QuietRule[]
  readonly remedies: readonly ReportRemedy[]
  /** Platform, proxy and trust variables (redacted): what a reader elsewhere needs to repeat it. */
  readonly environment: { readonly platform: string; readonly variables: Readonly<Record<string, string>> }
  /** Why kubectl takes its path: which variable won, NO_PROXY entry by entry. `null` without a target. */
  readonly proxy: import('../target/proxy-choice.ts').ProxyChoice | null
  readonly canaries: readonly { readonly kind: string; readonly path: string | null; readonly text: string }[]
  /** Proxy settings of the system and of other tools, which kubectl does not read; absent: none. */
  readonly proxySettings?: readonly {
    readonly source: 'system' | 'tool'
    readonly name: string
    readonly file?: string
    readonly line?: number
    readonly value: string
    /** `false`: a PAC script, neither fetched nor run, or nothing that can be read as a proxy. */
    readonly isPath: boolean
  }[]
}

export interface ReportTarget {
  readonly kubeconfig: readonly string[]
  readonly context: string | null
  readonly cluster: string | null
  readonly user: string | null
  readonly server: string
  readonly serverName: string
  readonly sni: string | null
  readonly trust: { readonly source: string; readonly certificates: readonly CertificateDescription[] }
}

export interface ReportKubectl {
  readonly binary: string | null
  readonly version: string
  readonly goVersion: string
  readonly assumed?: true
  readonly path: string | null
  readonly predicted: {
    readonly message: string | null
    readonly fidelity: 'exact' | 'approximate'
    readonly why?: string
  }
  readonly observed: Observed | null
}

export interface Observed {
  readonly message: string | null
  readonly exitCode: number | null
  readonly argv: readonly string[]
  readonly endedBy?: 'timeout'
}

export interface ReportPath {
  readonly id: string
  readonly transport: TransportKind
  readonly origins: readonly Origin[]
  readonly label: string
  readonly usedByKubectl: boolean
  readonly hops: readonly { readonly kind: string; readonly address: string; readonly url?: string }[]
  readonly stages: readonly ReportStage[]
  readonly presented: readonly CertificateDescription[] | null
  readonly verdict: Verdict
  readonly kubectlMessage: string | null
  readonly observed: Observed | null
  readonly response: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly contentType: string | null
    readonly bodyBytes: number
    readonly body: string | null
  } | null
}

export interface ReportStage {
  readonly name: StageName
  readonly status: 'ok' | 'failed' | 'skipped' | 'not-measured'
  readonly startMs: number | null
  readonly durationMs: number | null
  readonly detail: string
  /** Something in between answered for the server, so that this stage says nothing of it: who. */
  readonly doubt?: string
}

export interface ReportFinding {
  readonly id: string
  readonly severity: Severity
  readonly title: string
  readonly explanation: string
  readonly facts: Facts
  readonly evidence: readonly Evidence[]
  readonly paths: readonly string[]
  readonly explainedBy: string | null
  readonly confidence: 'certain' | 'likely'
  readonly url: string
}

export interface ReportRemedy {
  readonly id: string
  readonly fixes: readonly string[]
  readonly title: string
  readonly actor: 'you' | 'cluster-admin' | 'network-admin'
  readonly risk: 'none' | 'widens-trust'
  readonly applicability: 'exact' | 'likely' | 'needs-input'
  readonly steps: readonly { readonly kind: 'command' | 'edit' | 'request'; readonly text: string }[]
  /** What `fix --apply` would write; `null`: no edit of a kubeconfig, or one that needs input first. */
  readonly edit?: KubeconfigEdit | null
  readonly proof: {
    readonly status: 'proved' | 'refuted' | 'unproved'
    readonly by: 'model' | 'probe' | null
    readonly reason: string
  }
}
