/** klog's header: severity and date, time, thread, file and line (k8s.io/klog/v2, `formatHeader`). */
const klogLine = /^[IWEF]\d{4} \d{2}:\d{2}:\d{2}\.\d{6}\s+\d+ [^\s:]+:\d+\] /

/**
 * How kubectl begins what it dies with (cmd/util.checkErr, StandardErrorMessage, MultipleErrors). A credential plugin
 * writes to the same stderr, before it.
 */
const BEGINNING =
  /^(?:error: |Error from server|Unable to connect to the server: |The connection to the server |Error in configuration|error loading config file |The request is invalid|The \S+ ".*" is invalid)/

/**
 * The text of kubectl's fatal handler within its stderr: everything after the last klog or `Warning:` line, inner newlines
 * and trailing spaces kept, the final newline cut (contract.md section 2, `message`). A klog line that holds a newline
 * itself cannot be told from the message; kubectl quotes them, so none was seen. `auth can-i` puts an
 * empty line behind its warning: it belongs to that. Lines before the one that kubectl begins with are not kubectl's.
 */
export function fatalMessage(stderr: string): string {
  const lines = stderr.split('\n')
  const lastLog = lines.findLastIndex((line) => klogLine.test(line) || line.startsWith('Warning:'))
  const isWarning = lines[lastLog]?.startsWith('Warning:') ?? false
  const rest = lines.slice(lastLog + (isWarning && lines[lastLog + 1] === '' ? 2 : 1))
  const message = rest
    .slice(
      Math.max(
        0,
        rest.findIndex((line) => BEGINNING.test(line)),
      ),
    )
    .join('\n')
  return message.endsWith('\n') ? message.slice(0, -1) : message
}
