import { HELPER_NAMES, MODULE_HELPERS } from './module-helpers.ts'
import { quietNode } from './node-variables.ts'

/**
 * The first lines of the executable file, before its chunks. Written in ES5, so that even an old Node.js parses it and
 * gets to say what it lacks. It knows no `require`, `import` or `__filename`: with `process.getBuiltinModule` the same
 * file runs under a package.json of `"type": "module"`, of `"commonjs"` and under none, copied or linked.
 *
 * The chunks stand behind it in a comment, which V8 skips at 1.5 ms per MB where it pre-parses code at 20. The one
 * character sequence that would end the comment is written with a `~` inside.
 */
export function bootstrap(table: ChunkTable, payloadOffset: number): string {
  const before = NODE_GATE + quietNode('[process.argv0].concat(process.execArgv, process.argv.slice(1))')
  const read = FILE_READER.replace('PAYLOAD_OFFSET', String(payloadOffset).padStart(8, '0'))
  return `#!/usr/bin/env node\n${assemble(table, { before, read, ...UNESCAPED, start: START })}/*`
}

/** What differs between the one file, an executable of its own, and what is run to prepare the latter. All ES5. */
export interface Variant {
  readonly before: string
  /** Declares `read(offset, length)`, which gives a Buffer of the payload. */
  readonly read: string
  /** Statements that may change `code`, a chunk as it was read, and `options`, those of its vm.Script. */
  readonly prepare: string
  /** Statements about `script`, made of the chunk `name`. */
  readonly keep: string
  /** Statements that start the program; `load('./main.js')` gives its module, `crash` takes what nobody caught. */
  readonly start: string
}

export function assemble(table: ChunkTable, variant: Variant): string {
  const parameters = HELPER_NAMES.join(',')
  return `'use strict';
(function () {
${variant.before}  var vm = process.getBuiltinModule('vm');
  var url = process.getBuiltinModule('url').pathToFileURL(process.argv[1]).href;
  var table = ${JSON.stringify(table)};
  var loaded = {};
  var builtins = {};
  var late = ${JSON.stringify(LATE)};
${variant.read}${MODULE_HELPERS}
  function load(id) {
    var name = id.slice(0, 2) === './' ? id.slice(2) : null;
    if (name === null || !Object.prototype.hasOwnProperty.call(table, name)) return builtin(id);
    if (loaded[name]) return loaded[name].exports;
    var module = (loaded[name] = { exports: {} });
    evaluate(name)(load, module, url, ${parameters});
    return module.exports;
  }

  function builtin(id) {
    if (late.indexOf(id) === -1) return builtinNow(id);
    if (!builtins[id]) {
      builtins[id] = new Proxy({}, { get: function (_, name) { return builtinNow(id)[name]; } });
    }
    return builtins[id];
  }

  function builtinNow(id) {
    var module = process.getBuiltinModule(id);
    if (!module) throw new Error('kubectl-tlsdoctor holds no module ' + id);
    return module;
  }

  function evaluate(name) {
    var bytes = read(table[name][0], table[name][1]);
    var code = table[name][2] === 'ascii' ? bytes.latin1Slice() : bytes.utf8Slice();
    var options = { filename: 'kubectl-tlsdoctor/' + name };
${variant.prepare}    var script = new vm.Script('(function(require,module,__bundleUrl,${parameters}){' + code + '\\n})', options);
${variant.keep}    return script.runInThisContext();
  }

  // Without this Node prints the whole line that threw, which is a whole chunk.
  function crash(error) {
    process.stderr.write('kubectl-tlsdoctor: ' + ((error && error.stack) || String(error)) + '\\n');
    process.exit(70);
  }

  process.on('uncaughtException', crash);
${variant.start}})();
`
}

/**
 * Modules of Node.js that take milliseconds to load and that most runs do not need whole, or at all: loaded when something
 * of them is first touched. What is bundled takes their members by name, one at a time.
 */
const LATE = ['node:child_process', 'node:crypto', 'node:dns', 'node:http2', 'node:tls', 'node:zlib']

/** Where each chunk stands, in bytes from the payload's start. ASCII, as most are, is read without being looked at. */
export type ChunkTable = Readonly<Record<string, ChunkPlace>>
export type ChunkPlace = readonly [offset: number, bytes: number, encoding: 'ascii' | 'utf8']

export const COMMENT_END = '*/'
export const COMMENT_END_WRITTEN = '*~/'

const NODE_GATE = `  var version = process.versions.node.split('.');
  if (Number(version[0]) < 22 || (Number(version[0]) === 22 && Number(version[1]) < 19)) {
    process.stderr.write('kubectl-tlsdoctor: needs Node.js >= 22.19, but this is ' + process.version + ' (' + process.execPath + ')\\n');
    process.exit(2);
  }
`

// The file stays open: a newer one may be put in its place during a long run.
const FILE_READER = `
  var fs = process.getBuiltinModule('fs');
  var file = fs.openSync(process.argv[1], 'r');
  var start = Number('PAYLOAD_OFFSET');

  function read(offset, length) {
    var bytes = Buffer.allocUnsafe(length);
    if (fs.readSync(file, bytes, 0, length, start + offset) !== length) throw new Error('kubectl-tlsdoctor is incomplete: ' + process.argv[1]);
    return bytes;
  }
`

const UNESCAPED = {
  prepare: "    if (code.indexOf('*~/') !== -1) code = code.split('*~/').join('*' + '/');\n",
  keep: '',
}

/** The program, with the command line of this process. */
export const START = `  Promise.resolve(load('./main.js').main(process.argv.slice(2))).then(function (code) {
    if (typeof code === 'number') process.exitCode = code;
  }, crash);
`
