import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTitle, lacksUnix } from '../lacking.ts'
import { authority, clusterCa, leafOf, mintedLeaf, otherCa, serverLeaf } from '../scenarios/certificates.ts'
import { TempWorld } from './temp-world.ts'

const RELEASE = ['--kubectl-version', 'v1.34.5']
let world: TempWorld
beforeAll(() => {
  world = new TempWorld()
  world.write('ca.pem', clusterCa.pem)
  world.write('ca.der', clusterCa.der)
  world.write('bundle.pem', otherCa.pem + clusterCa.pem)
  world.write('leaf.pem', serverLeaf.pem)
  world.write('leaf.der', serverLeaf.der)
  world.write('minted.pem', mintedLeaf.pem)
  world.write('key.pem', serverLeaf.keyPem)
})
afterAll(() => world.remove())

function verify(...args: readonly string[]) {
  return world.run(['verify', ...RELEASE, ...args])
}

describe('verify', () => {
  test.each([
    ['PEM', 'ca.pem', 'leaf.pem'],
    ['DER', 'ca.der', 'leaf.der'],
    ['a bundle', 'bundle.pem', 'leaf.pem'],
  ])('accepts a sound chain: %s', async (_, ca, leaf) => {
    const { code, out, err } = await verify('--ca', world.path(ca), '--host', '192.0.2.10', world.path(leaf))
    expect([code, err]).toEqual([0, ''])
    expect(out.split('\n').slice(0, 10)).toEqual([
      '✓ ACCEPTED',
      '  as          kubectl v1.34.5 (go1.24.13)',
      '  at          2026-11-24T12:00:00.000Z',
      '  name        192.0.2.10',
      '',
      'CHAINS THAT VERIFY',
      '  1. CN=kube-apiserver, signed by CN=kubernetes',
      '',
      'ISSUERS THAT WERE TRIED',
      '  • issuer of CN=kube-apiserver? CN=kubernetes from roots: accepted',
    ])
  })

  test('checks no name without --host', async () => {
    const { code, out } = await verify('--ca', world.path('ca.pem'), world.path('leaf.pem'))
    expect(code).toBe(0)
    expect(out).toContain('  name        not checked (--host)\n')
  })

  test('says what comes next, and which issuers were tried', async () => {
    const ca = world.write('rotated.pem', authority('kubernetes').pem)
    const args = ['--ca', ca, '--host', '192.0.2.11', '--at', '1893456000', world.path('leaf.pem')]
    const { code, out } = await verify(...args)
    expect(code).toBe(1)
    expect(out.split('\n\n').slice(0, 3).join('\n\n')).toBe(
      `✗ REJECTED
  │ tls: failed to verify certificate: x509: certificate has expired or is not
  │ yet valid: current time 2030-01-01T00:00:00Z is after 2027-11-24T12:00:00Z
  code        x509.CertificateInvalidError.Expired
  as          kubectl v1.34.5 (go1.24.13)
  at          2030-01-01T00:00:00.000Z
  name        192.0.2.11

WHAT COMES NEXT
  each hides the one after it
  1. tls: failed to verify certificate: x509: certificate has expired or is not
     yet valid: current time 2030-01-01T00:00:00Z is after 2027-11-24T12:00:00Z
  2. tls: failed to verify certificate: x509: certificate is valid for
     192.0.2.10, not 192.0.2.11
  3. tls: failed to verify certificate: x509: certificate signed by unknown
     authority (possibly because of "x509: ECDSA verification failure" while
     trying to verify candidate authority certificate "kubernetes")

ISSUERS THAT WERE TRIED
  none: the chain was rejected before any issuer was sought`,
    )
    const now = await verify('--ca', ca, world.path('leaf.pem'))
    expect(now.out).toContain(
      `ISSUERS THAT WERE TRIED
  • issuer of CN=kube-apiserver? CN=kubernetes from roots: rejected: x509: ECDSA
    verification failure
`,
    )
  })

  test('as JSON is a Verification', async () => {
    const args = ['--ca', world.path('ca.pem'), '--host', '192.0.2.10', '-o', 'json', world.path('minted.pem')]
    const { code, out } = await verify(...args)
    const verification = JSON.parse(out)
    expect([code, verification.kind, verification.schemaVersion]).toEqual([1, 'Verification', '1'])
    expect(verification.verdict).toEqual({
      outcome: 'rejected',
      stage: 'certificate',
      code: 'x509.HostnameError',
      text: "tls: failed to verify certificate: x509: cannot validate certificate for 192.0.2.10 because it doesn't contain any IP SANs",
      chains: [],
      trace: [],
      next: [
        {
          stage: 'certificate',
          code: 'x509.UnknownAuthorityError',
          text: 'tls: failed to verify certificate: x509: certificate signed by unknown authority',
        },
      ],
    })
  })

  test('words the release that is asked for', async () => {
    const args = ['verify', '--kubectl-version', 'v1.23', '--ca', world.path('ca.pem'), world.path('minted.pem')]
    const { out } = await world.run(args)
    expect(out).toContain('  │ x509: certificate signed by unknown authority\n')
  })

  test('reads the chain from standard input, and from several files', async () => {
    const intermediate = leafOf(clusterCa, { subject: { commonName: 'middle' }, isCa: true })
    const leaf = leafOf(intermediate)
    const file = world.write('middle.pem', intermediate.pem)
    const args = ['verify', ...RELEASE, '--ca', world.path('ca.pem'), '-', file]
    expect((await world.run(args, leaf.pem)).code).toBe(0)
    expect((await world.run(args.slice(0, -1), leaf.pem)).code).toBe(1)
  })
})

describe('what cannot be read is exit status 2', () => {
  test.skipIf(lacksUnix !== null).each<[string, readonly string[], string]>([
    ['no CA', ['leaf.pem'], 'required flag(s) "ca" not set'],
    ['no chain', ['--ca', 'ca.pem'], 'which chain? give the files with the certificates, leaf first'],
    ['no such file', ['--ca', 'ca.pem', 'nothing.pem'], 'open @nothing.pem: no such file or directory'],
    ['no certificate', ['--ca', 'ca.pem', 'key.pem'], '@key.pem: no certificate in it, only PEM of PRIVATE KEY'],
    [
      'no CA in the file',
      ['--ca', 'key.pem', 'leaf.pem'],
      '@key.pem: unable to load root certificates: no valid certificate authority data seen',
    ],
    [
      'no time',
      ['--ca', 'ca.pem', '--at', 'soon', 'leaf.pem'],
      'invalid argument "soon" for "--at" flag: must be a time such as 2026-01-31T12:00:00Z, or seconds since 1970',
    ],
    [
      'a URL for a name',
      ['--ca', 'ca.pem', '--host', 'https://a:6443', 'leaf.pem'],
      'invalid argument "https://a:6443" for "--host" flag: must be a name or an address, without scheme and port',
    ],
    ['standard input twice', ['--ca', '-', '-'], '"-" can be read only once'],
  ])(`%s${inTitle(lacksUnix)}`, async (_, args, message) => {
    const named = args.map((word) => (/\.pem$/.test(word) ? world.path(word) : word))
    const { code, out, err } = await verify(...named)
    expect([code, out]).toEqual([2, ''])
    expect(err).toBe(
      `error: ${message.replace('@', `${world.folder}/`)}\nSee 'kubectl tlsdoctor verify --help' for usage.\n`,
    )
  })
})
