/**
 * Statements (ES5) that keep what is meant for Node.js itself from reaching people's terminals. The options of a Node.js
 * program make no difference to what the doctor sees: `probe/client-hello.ts` names everything that a handshake depends on.
 *
 * - Node's own warnings are for those who write programs: NODE_TLS_REJECT_UNAUTHORIZED=0 makes it print one at every
 *   connection.
 * - Where NODE_EXTRA_CA_CERTS names a file without certificates, Node's native part says so on stderr as soon as node:tls
 *   is loaded, whatever the program does. Then the process begins anew without that variable (`process.execve`, of which
 *   Windows has none).
 *
 * @param args an expression: the command line of this process, from the program's own name on
 */
export function quietNode(args: string): string {
  return `  process.removeAllListeners('warning');
  (function (file) {
    if (!file || !process.execve) return;
    try {
      if (process.getBuiltinModule('fs').readFileSync(file, 'latin1').indexOf('-----BEGIN') !== -1) return;
    } catch (unreadable) {}
    var env = Object.assign({}, process.env);
    delete env.NODE_EXTRA_CA_CERTS;
    process.execve(process.execPath, ${args}, env);
  })(process.env.NODE_EXTRA_CA_CERTS);
`
}
