/** What `completion` takes. `kubectl`: the helper that kubectl itself calls for `kubectl tlsdoctor <TAB>` (1.26 and newer). */
export const SHELLS = ['bash', 'zsh', 'fish', 'powershell', 'kubectl'] as const
export type Shell = (typeof SHELLS)[number]

export function isShell(name: string): name is Shell {
  return SHELLS.some((shell) => shell === name)
}

export const completionScripts: Readonly<Record<Shell, string>> = {
  bash: `# bash completion for kubectl-tlsdoctor
#   source <(kubectl-tlsdoctor completion bash)
__kubectl_tlsdoctor() {
  local index line word directive=0 glued=
  local -a words=() choices=()
  # Readline takes "=" for a word of its own.
  for ((index = 1; index <= COMP_CWORD; index++)); do
    word="\${COMP_WORDS[index]}"
    if [[ "$word" == "=" && \${#words[@]} -gt 0 ]]; then words[-1]+="=" glued=yes
    elif [[ -n "$glued" ]]; then words[-1]+="$word" glued=
    else words+=("$word")
    fi
  done
  while IFS= read -r line; do
    case "$line" in
      :*) directive="\${line#:}" ;;
      *) choices+=("\${line%%$'\\t'*}") ;;
    esac
  done < <("\${COMP_WORDS[0]}" __complete "\${words[@]}" 2>/dev/null)
  COMPREPLY=("\${choices[@]}")
  if [[ "\${words[-1]}" == --*=* ]]; then COMPREPLY=("\${COMPREPLY[@]#*=}"); fi
  if ((directive == 0 && \${#COMPREPLY[@]} == 0)); then compopt -o default; fi
}
complete -F __kubectl_tlsdoctor kubectl-tlsdoctor
`,
  zsh: `#compdef kubectl-tlsdoctor
# zsh completion for kubectl-tlsdoctor
#   source <(kubectl-tlsdoctor completion zsh)
_kubectl_tlsdoctor() {
  local line directive=0
  local -a choices
  while IFS= read -r line; do
    case "$line" in
      :*) directive="\${line#:}" ;;
      *) choices+=("\${\${line%%$'\\t'*}//:/\\\\:}\${\${(M)line:#*$'\\t'*}:+:\${line#*$'\\t'}}") ;;
    esac
  done < <("\${words[1]}" __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)
  if ((\${#choices})); then _describe 'kubectl-tlsdoctor' choices
  elif ((directive == 0)); then _files
  fi
}
compdef _kubectl_tlsdoctor kubectl-tlsdoctor
`,
  fish: `# fish completion for kubectl-tlsdoctor
#   kubectl-tlsdoctor completion fish | source
function __kubectl_tlsdoctor
  set -l words (commandline -opc) (commandline -ct)
  $words[1] __complete $words[2..-1] 2>/dev/null | string match -v -r '^:'
end
complete -c kubectl-tlsdoctor -a '(__kubectl_tlsdoctor)'
`,
  powershell: `# PowerShell completion for kubectl-tlsdoctor
#   kubectl-tlsdoctor completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName kubectl-tlsdoctor -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
  if ($wordToComplete -eq '') { $words += '""' }
  & kubectl-tlsdoctor __complete @words 2>$null | Where-Object { $_ -notmatch '^:' } | ForEach-Object {
    $value, $description = $_ -split "\`t", 2
    if (-not $description) { $description = $value }
    [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $description)
  }
}
`,
  kubectl: `#!/bin/sh
# Completion of "kubectl tlsdoctor": kubectl 1.26 and newer runs this file when it stands in PATH.
#   kubectl tlsdoctor completion kubectl > ~/.local/bin/kubectl_complete-tlsdoctor
#   chmod +x ~/.local/bin/kubectl_complete-tlsdoctor
exec kubectl-tlsdoctor __complete "$@"
`,
}
