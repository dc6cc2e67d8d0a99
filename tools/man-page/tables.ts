/** What the doctor reads of the environment, and what for. */
export const ENVIRONMENT: readonly (readonly [variables: readonly string[], meaning: string])[] = [
  [['KUBECONFIG'], 'The kubeconfig files, in the order in which kubectl merges them.'],
  [
    ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'],
    'The proxies, in either case, read as kubectl reads them. What another variable (ALL_PROXY) or another tool names is tried beside.',
  ],
  [['SSL_CERT_FILE', 'SSL_CERT_DIR'], 'What is trusted where the kubeconfig names no authority, as for kubectl.'],
  [['GODEBUG'], "Settings of kubectl's Go that change what it accepts."],
  [['KUBECACHEDIR'], "The folder of kubectl's discovery cache, unless --cache-dir is given."],
  [
    ['KUBERNETES_SERVICE_HOST', 'KUBERNETES_SERVICE_PORT'],
    'The API server of the Pod that this runs in, as for kubectl.',
  ],
  [['PATH'], 'Where kubectl is found, unless --kubectl is given.'],
  [['NO_COLOR'], 'Not empty: no colours.'],
  [['TERM', 'CI'], 'Where TERM is "dumb" or CI is set, a diagnosis prints text and opens no terminal UI.'],
  [['COLUMNS'], 'The width of a report that does not go to a terminal (default 80).'],
  [['LC_ALL', 'LC_CTYPE', 'LANG'], 'Where the locale is not UTF-8, reports are drawn in ASCII.'],
]

export const FILES: readonly (readonly [file: string, meaning: string])[] = [
  ['~/.kube/config', 'The kubeconfig, unless KUBECONFIG or --kubeconfig names another.'],
  ['~/.kube/cache', "kubectl's discovery cache; read only, kubectl is run with a copy of it."],
  [
    'KUBECONFIG.tlsdoctor-TIME-….bak',
    'The backup that "fix --apply" leaves beside a kubeconfig; "fix --undo" restores it.',
  ],
  ['KUBECONFIG.lock', "client-go's lock, held while a kubeconfig is written."],
  ['kubectl_complete-tlsdoctor', 'On PATH: the helper by which kubectl 1.26 and newer completes "kubectl tlsdoctor".'],
]
