import { type ChainCase, HOST } from '../cases/chains/chain-case.ts'
import {
  authorityKeyId,
  basicConstraints,
  type GeneralName,
  inhibitAnyPolicy,
  keyUsage,
  nameConstraints,
  PURPOSE,
  policies,
  policyConstraints,
  purposes,
  san,
  subjectKeyId,
  UNKNOWN_CRITICAL,
} from '../cases/extensions.ts'
import { type Forge, type Forged, type Forging, withBrokenSignature } from '../cases/forge.ts'
import { keyIdOf, keys } from '../cases/keys.ts'
import { name, organizationName } from '../cases/names.ts'
import { damaged } from './damage.ts'
import type { Random } from './random.ts'

/** A chain of random height, in which each certificate may be wrong in several ways, and the kubeconfig's anchors too. */
export function randomChain(forge: Forge, random: Random, id: string): ChainCase {
  const root = authority(forge, random, null, 'root')
  const height = random.pick([0, 0, 0, 1, 1, 2])
  const authorities: Forged[] = [root]
  for (let level = 0; level < height; level++) {
    authorities.unshift(authority(forge, random, signer(authorities, random), `intermediate ${level}`))
  }
  const leaf = endEntity(forge, random, signer(authorities, random))
  const others = authorities.slice(0, random.chance(0.8) ? authorities.length - 1 : undefined)
  const stranger = random.chance(0.1) ? [authority(forge, random, null, 'root')] : []
  const presented = [leaf, ...arranged([...others, ...stranger], random)].map(({ der }) => der)
  return {
    id,
    host: random.pick(HOSTS),
    presented: random.chance(0.45) ? withDamage(presented, random) : presented,
    anchors: anchors(forge, random, root, authorities, leaf).map(({ der }) => der),
  }
}

const HOSTS = [
  HOST,
  HOST,
  HOST,
  HOST,
  'API.example',
  'api.example.',
  'x.api.example',
  '192.0.2.10',
  '2001:db8::5',
  'b.c',
  '*.example',
]
const NAMES: readonly (GeneralName | string)[] = [
  HOST,
  HOST,
  '*.example',
  'API.EXAMPLE',
  'other.example',
  '.example',
  '*',
  'api.example.',
  'a b.example',
  ['ip', '192.0.2.10'],
  ['ip', '2001:db8::5'],
  ['email', 'who@api.example'],
  ['uri', 'https://api.example/x'],
  ['uri', 'urn:x:y'],
  ['dns', '192.0.2.10'],
]
const LIMITS: readonly GeneralName[] = [
  ['dns', 'example'],
  ['dns', '.example'],
  ['dns', 'other.example'],
  ['dns', ''],
  ['ip', '192.0.2.0/24'],
  ['ip', '198.51.100.0/24'],
  ['ip', '2001:db8::/32'],
  ['email', 'api.example'],
  ['email', 'who@api.example'],
  ['uri', 'api.example'],
  ['uri', '.example'],
]
const SIGNING_KEYS = [
  'root',
  'intermediate',
  'intermediate2',
  'other',
  'p384',
  'rsa',
  'ed25519',
  'p224',
  'rsa1024',
] as const
const LEAF_KEYS = ['leaf', 'leaf', 'leaf', 'p384', 'rsa', 'ed25519', 'k256', 'p521'] as const

function authority(forge: Forge, random: Random, issuer: Forged | null, commonName: string): Forged {
  const key = keys[random.pick(SIGNING_KEYS)]
  const extensions = [
    ...(random.chance(0.93)
      ? [basicConstraints(random.chance(0.96), random.pick([undefined, undefined, undefined, 0, 1]))]
      : []),
    ...(random.chance(0.7) ? [random.chance(0.92) ? keyUsage(5, 6) : keyUsage(0)] : []),
    ...identifiers(random, key, issuer),
    ...(random.chance(0.12) ? [purposes(...usages(random))] : []),
    ...(random.chance(0.15) ? [nameConstraints(limits(random), random.chance(0.7))] : []),
    ...policy(random),
    ...oddities(random),
  ]
  return signed(forge, random, { ...common(random, commonName, issuer), key, extensions })
}

function endEntity(forge: Forge, random: Random, issuer: Forged): Forged {
  const key = keys[random.pick(LEAF_KEYS)]
  const names = Array.from({ length: random.pick([0, 1, 1, 1, 2, 3]) }, () => random.pick(NAMES))
  const extensions = [
    ...(random.chance(0.95) ? [san(...names)] : []),
    ...(random.chance(0.5) ? [purposes(...usages(random))] : []),
    ...(random.chance(0.3) ? [keyUsage(0)] : []),
    ...(random.chance(0.1) ? [basicConstraints(random.chance(0.3))] : []),
    ...identifiers(random, key, issuer),
    ...policy(random),
    ...oddities(random),
  ]
  return signed(forge, random, { ...common(random, random.pick(['leaf', HOST, 'a"b\\c']), issuer), key, extensions })
}

function common(random: Random, commonName: string, issuer: Forged | null): Forging {
  const [from, to] = random.chance(0.85)
    ? [-30, 335]
    : random.pick([
        [-30, -1],
        [1, 335],
        [-400, -200],
        [-30, 0.5],
      ] as const)
  return {
    subject: random.chance(0.95) ? name(commonName) : organizationName('Example', commonName),
    from,
    to,
    hash: random.chance(0.93) ? 'sha256' : random.pick(['sha1', 'sha384', 'sha512'] as const),
    ...(issuer === null ? {} : { issuer }),
  }
}

function signed(forge: Forge, random: Random, forging: Forging): Forged {
  const made = forge(random.chance(0.95) ? forging : { ...forging, issuer: wrongKey(forging) })
  return random.chance(0.97) ? made : withBrokenSignature(made)
}

/** The right name over another key: what a rotated authority looks like. */
function wrongKey(forging: Forging): NonNullable<Forging['issuer']> {
  return { subject: forging.issuer?.subject ?? forging.subject ?? name('leaf'), key: keys.third }
}

function signer(authorities: readonly Forged[], random: Random): Forged {
  const [lowest] = authorities
  if (lowest === undefined) throw new Error('there is always a root')
  return random.chance(0.9) ? lowest : random.pick(authorities)
}

function identifiers(random: Random, key: Forged['key'], issuer: Forged | null): readonly Uint8Array[] {
  const other = Uint8Array.of(1, 2, 3, 4)
  return [
    ...(random.chance(0.5) ? [subjectKeyId(random.chance(0.9) ? keyIdOf(key) : other)] : []),
    ...(issuer !== null && random.chance(0.5)
      ? [authorityKeyId(random.chance(0.9) ? keyIdOf(issuer.key) : other)]
      : []),
  ]
}

function usages(random: Random): readonly string[] {
  return random.pick([
    [PURPOSE.serverAuth],
    [PURPOSE.serverAuth],
    [PURPOSE.clientAuth],
    [PURPOSE.any],
    [PURPOSE.clientAuth, PURPOSE.serverAuth],
  ])
}

function limits(random: Random) {
  const some = () => Array.from({ length: 1 + random.below(2) }, () => random.pick(LIMITS))
  return random.pick([{ permitted: some() }, { excluded: some() }, { permitted: some(), excluded: some() }])
}

function policy(random: Random): readonly Uint8Array[] {
  return [
    ...(random.chance(0.06) ? [policies(random.pick(['1.2.3', '1.2.4', '2.5.29.32.0']))] : []),
    ...(random.chance(0.03) ? [policyConstraints(random.pick([null, 0, 1]), 0)] : []),
    ...(random.chance(0.02) ? [inhibitAnyPolicy(random.below(2))] : []),
  ]
}

function oddities(random: Random): readonly Uint8Array[] {
  return random.chance(0.02) ? [UNKNOWN_CRITICAL] : []
}

function arranged(certificates: readonly Forged[], random: Random): readonly Forged[] {
  if (random.chance(0.8)) return certificates
  const some = random.shuffled(certificates).filter(() => random.chance(0.85))
  const [first] = some
  return first !== undefined && random.chance(0.3) ? [...some, first] : some
}

function withDamage(presented: readonly Uint8Array[], random: Random): readonly Uint8Array[] {
  const at = random.chance(0.7) ? 0 : random.below(presented.length)
  return presented.map((der, index) => (index === at ? damaged(der, random) : der))
}

/** kubectl refuses a kubeconfig whose authorities do not parse: none is damaged, none has a curve that Go does not know. */
function anchors(
  forge: Forge,
  random: Random,
  root: Forged,
  authorities: readonly Forged[],
  leaf: Forged,
): readonly Forged[] {
  const imposter = forge({ subject: name('root'), key: keys.third, extensions: [basicConstraints(true)] })
  const list = random.pick([
    [root],
    [root],
    [root],
    [root],
    [imposter],
    [imposter, root],
    [...authorities],
    [leaf],
    [root, leaf],
  ])
  const readable = list.filter(({ key }) => key !== keys.k256)
  return random.shuffled(readable.length === 0 ? [root] : readable)
}
