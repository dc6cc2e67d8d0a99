/** klog's header: severity and date, time, thread, file and line (k8s.io/klog/v2, `formatHeader`). */
const klogLine = /^[IWEF]\d{4} \d{2}:\d{2}:\d{2}\.\d{6}\s+\d+ [^\s:]+:\d+\] /

/**
 * The text of kubectl's fatal handler within its stderr: everything after the last klog or `Warning:` line, inner newlines
 * and trailing spaces kept, the final newline cut (contract.md section 2, `message`). A klog line that holds a newline
 * itself cannot be told from the message; kubectl quotes them, so none was seen. `auth can-i` puts an
 * empty line behind its warning: it belongs to that.
 */
export function fatalMessage(stderr: string): string {
  const lines = stderr.split('\n')
  const lastLog = lines.findLastIndex((line) => klogLine.test(line) || line.startsWith('Warning:'))
  const isWarning = lines[lastLog]?.startsWith('Warning:') ?? false
  const message = lines.slice(lastLog + (isWarning && lines[lastLog + 1] === '' ? 2 : 1)).join('\n')
  return message.endsWith('\n') ? message.slice(0, -1) : message
}
