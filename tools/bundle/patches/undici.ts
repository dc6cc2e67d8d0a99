import type { Patch, StandIn } from '../patch.ts'

const FORMS = 'nothing here sends a form, and what does loads half of fetch'

const patches: readonly Patch[] = [
  {
    file: /node_modules\/undici\/lib\/(core\/(connect|request|util)|dispatcher\/client(-h2)?)\.js$/,
    because: 'node:assert takes 5 ms to load',
    replace: [
      [
        "require('node:assert')",
        "(value, text) => { if (!value) throw new Error(text ?? 'an assertion of undici fails') }",
      ],
    ],
  },
  {
    file: /node_modules\/undici\/lib\/dispatcher\/client\.js$/,
    because: 'HTTP/1.1 is read by probe/http/response-reader.ts; without its parser four copies of a WebAssembly go',
    replace: [
      ["require('./client-h1.js')", "() => { throw new Error('undici speaks HTTP/2 alone here') }"],
      ["const http = require('node:http')", 'const http = { maxHeaderSize: 16384 }'],
    ],
  },
  {
    file: /node_modules\/undici\/lib\/core\/util\.js$/,
    because: 'it loads all of node:http to know a body that we never send',
    replace: [["const { IncomingMessage } = require('node:http')", 'class IncomingMessage {}']],
  },
  {
    file: /node_modules\/undici\/lib\/core\/request\.js$/,
    because: FORMS,
    replace: [
      ["require('../web/fetch/formdata')", ''],
      ["isFormData = require('../web/webidl').webidl.is.FormData", 'isFormData = () => false'],
    ],
  },
  {
    file: /node_modules\/undici\/lib\/dispatcher\/client-h2\.js$/,
    because: FORMS,
    replace: [["extractBody ??= require('../web/fetch/body.js').extractBody", '']],
  },
]

const standIns: readonly StandIn[] = [
  {
    module: /^undici$/,
    importer: /\/src\/probe\//,
    because: 'its index loads fetch, WebSocket, caches and mocks',
    contents: "import Client from 'undici/lib/dispatcher/client.js'; export { Client }",
  },
]

export const undici = { patches, standIns }
