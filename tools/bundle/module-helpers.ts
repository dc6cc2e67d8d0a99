/** Helpers that a chunk is handed besides `require`, `module` and `__bundleUrl`. */
export const HELPER_NAMES = ['__export', '__toESM', '__toCommonJS'] as const

/**
 * Without what esbuild puts before every module that it turns into CommonJS: half a kilobyte each time. The bootstrap has
 * one of each (`MODULE_HELPERS`) and hands them in.
 *
 * @param code an ES module that esbuild turned into CommonJS, not minified
 * @throws where the module needs a helper that the bootstrap has not
 */
export function withoutHelpers(code: string): string {
  const start = code.indexOf(FIRST_OWN_LINE)
  // Without exports there is no such line; such chunks are few, and keep their helpers.
  if (start === -1) return code
  const own = code.slice(start)
  const declared = [...code.slice(0, start).matchAll(/^var (__\w+) =/gm)].map(([, name]) => name ?? '')
  const missing = declared.filter((name) => !HELPERS.has(name) && new RegExp(`\\b${name}\\b`).test(own))
  if (missing.length > 0) throw new Error(`the bootstrap has no ${missing.join(', ')}, which esbuild writes of late`)
  return own
}

const HELPERS: ReadonlySet<string> = new Set(HELPER_NAMES)
const FIRST_OWN_LINE = 'var stdin_exports = {};'

/** The same for all chunks, in the bootstrap's own words. Only modules of Node.js itself are no ES modules there. */
export const MODULE_HELPERS = `
  var esModules = new Map();
  function __export(target, all) {
    Object.keys(all).forEach(function (name) {
      Object.defineProperty(target, name, { get: all[name], enumerable: true });
    });
  }
  function __toCommonJS(exported) {
    return Object.defineProperty(exported, '__esModule', { value: true });
  }
  function __toESM(module) {
    if (module.__esModule) return module;
    if (!esModules.has(module)) esModules.set(module, Object.create(module, { default: { value: module } }));
    return esModules.get(module);
  }
`
