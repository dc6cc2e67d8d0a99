import { isIP } from 'node:net'
import { encodeQuery, parseAnswer, RECORD_TYPE } from '../../../src/probe/resolve/dns-message.ts'
import { hostsFileAddresses } from '../../../src/probe/resolve/hosts-file.ts'
import { parseResolvConf } from '../../../src/probe/resolve/resolv-conf.ts'
import type { FuzzTarget } from '../fuzz-target.ts'
import { holds } from '../invariants/holds.ts'

const NAME = 'api.example.'
const ID = 7

/** A datagram that may be the answer of a name server. */
export const dnsAnswer: FuzzTarget = {
  covers: ['probe/resolve/dns-message'],
  mutator: 'bytes',
  words: ['\u00c0\u000c'],
  seeds: () => [
    answer(RECORD_TYPE.a, [192, 0, 2, 1]),
    answer(RECORD_TYPE.aaaa, Array<number>(16).fill(1)),
    answer(RECORD_TYPE.a, []),
  ],
  executions: 3000,
  run(input) {
    for (const type of [RECORD_TYPE.a, RECORD_TYPE.aaaa]) {
      const read = parseAnswer(input, ID, NAME, type)
      for (const address of read?.addresses ?? []) holds(isIP(address) !== 0, `the address ${address}`)
      if (read?.malformed === true) holds(read.addresses.length === 0, 'addresses of what cannot be read')
    }
  },
}

/** A query turned into its answer: RFC 1035 section 4.1.1, the response bit and the number of answers. */
function answer(type: (typeof RECORD_TYPE)[keyof typeof RECORD_TYPE], data: readonly number[]): Uint8Array {
  const query = Buffer.from(encodeQuery(ID, NAME, type))
  query[2] = 0x81
  query[3] = 0x80
  query.writeUInt16BE(data.length === 0 ? 0 : 1, 6)
  query.writeUInt16BE(0, 10)
  const question = query.subarray(0, query.length - 11)
  if (data.length === 0) return new Uint8Array(question)
  return new Uint8Array(
    Buffer.concat([question, Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, data.length, ...data])]),
  )
}

/** resolv.conf and the hosts file. */
export const resolverFiles: FuzzTarget = {
  covers: ['probe/resolve/resolv-conf', 'probe/resolve/hosts-file'],
  mutator: 'lines',
  words: [
    'nameserver ',
    'search ',
    'options ndots:',
    'timeout:',
    'attempts:99999999999',
    'use-vc',
    '192.0.2.1',
    '::1%eth0',
    'api.example',
    '#',
    ';',
  ],
  seeds: () => [
    'nameserver 192.0.2.53\nsearch corp.example example\noptions ndots:2 timeout:1 attempts:3\n',
    '192.0.2.1 api.example api # x\n::1 localhost\n',
  ],
  long: [' ', 'nameserver 192.0.2.1\n', 'a ', '#'],
  executions: 3000,
  run(input) {
    const text = Buffer.from(input).toString('utf8')
    const { servers, ndots, timeoutMs, attempts } = parseResolvConf(text)
    holds(servers.length > 0 && servers.length <= 3, `${servers.length} servers`)
    holds(ndots >= 0 && ndots <= 15 && timeoutMs >= 1000 && attempts >= 1, `${ndots} ${timeoutMs} ${attempts}`)
    for (const address of hostsFileAddresses(text, 'api.example')) holds(isIP(address) !== 0, address)
  },
}
