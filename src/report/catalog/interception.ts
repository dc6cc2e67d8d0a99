import { detailWords } from '../../rules/facts/detail-words.ts'
import type { ForeignFacts } from '../../rules/facts/foreign-rule.ts'
import { list, type WordsOf } from './words.ts'

export const interceptionWords = {
  'tls-intercepted-by-proxy': {
    title: ({ proxy, server }) => `the proxy ${proxy ?? ''} ends TLS in place of ${server} with its own certificate`,
    explanation: (facts) => `${whatIsSeen(facts)} ${whatFollows(facts, 'the proxy')}${proxySetBy(facts.proxySetBy)}`,
    actor: 'network-admin',
  },
  'tls-intercepted-transparently': {
    title: ({ server }) => `something on the network ends TLS in place of ${server}, although no proxy is configured`,
    explanation: (facts) =>
      `${whatIsSeen(facts)} ${whatFollows(facts, 'whoever does this')} The proxy variables have nothing to do with it.`,
    actor: 'network-admin',
  },
  'foreign-chain-unexplained': {
    title: ({ server, topIssuer }) =>
      `what answers for ${server} shows a certificate of another authority (${topIssuer})`,
    explanation: ({ subject, issuer, proxy }) =>
      `Its subject is ${subject}, its issuer ${issuer}. ${proxy === null ? 'A load balancer, another cluster, an intermediate that is not sent, or an interceptor can all look like this' : `The proxy ${proxy} may have made it, or another server may stand behind it`}: nothing that was seen proves one of them. Compare with what the server presents to itself (the Markdown report lists the commands) or to another network.`,
    actor: 'network-admin',
  },
  'interceptor-trusted-elsewhere': {
    title: ({ authority, places }) =>
      `the interceptor's authority ${authority} is trusted on this machine (${list(places.map(({ name }) => name))}), but not by this kubeconfig`,
    explanation: ({ places }) =>
      `It stands in ${list(places.map(({ name, file }) => `${file} (${name})`))}. A kubeconfig with an authority of its own is verified with that alone: kubectl reads neither SSL_CERT_FILE nor the system's bundle then. So browsers and other tools work where kubectl does not.`,
    actor: 'you',
  },
  'interceptor-cannot-name-server': {
    title: ({ serverName }) => `the interceptor's certificate does not name ${serverName} in the way that Go requires`,
    explanation: ({ serverName, names, asDnsName }) =>
      `No server name (SNI) is sent for an address, so whoever mints the certificate has to guess. It is for ${list(names)}${asDnsName ? `: ${serverName} stands there as a DNS name, and Go compares addresses with IP entries alone` : ''}. That the certificate lacks the address is the interceptor's doing and says nothing about the API server's certificate.`,
    actor: 'network-admin',
  },
  'proxy-cannot-reach-upstream': {
    title: ({ proxy, server, status }) =>
      `${proxy === null ? 'the intermediary' : `the proxy ${proxy}`} does not get through to ${server} itself (${status})`,
    explanation: ({ said, where }) =>
      `${WHERE_SAID[where]}${said === null ? '' : `: ${said}`}.${where === 'inside-tls' ? ' So even if that certificate were trusted, this way would not lead to the server.' : ''}`,
    actor: 'network-admin',
  },
  'no-direct-route': {
    title: ({ server, reason }) => `without a proxy this machine does not get to ${server} (${detailWords(reason)})`,
    explanation: ({ proxy }) =>
      `Only the proxy ${proxy} was reached. Going around it (NO_PROXY, cleared variables) ends at an earlier step than going through it, which is no progress.`,
    actor: 'network-admin',
  },
  'proxy-not-needed': {
    title: ({ server, proxy }) => `the proxy ${proxy} stands in the way: ${server} is reached and accepted without it`,
    explanation: ({ setBy }) =>
      `kubectl goes through the proxy because of ${setBy}, and fails. On the direct path its certificate check passes.`,
    actor: 'you',
  },
} satisfies WordsOf<
  | 'tls-intercepted-by-proxy'
  | 'tls-intercepted-transparently'
  | 'foreign-chain-unexplained'
  | 'interceptor-trusted-elsewhere'
  | 'interceptor-cannot-name-server'
  | 'proxy-cannot-reach-upstream'
  | 'no-direct-route'
  | 'proxy-not-needed'
>

function whatIsSeen({ subject, issuer, trust, trustSource, seenSoundOn }: ForeignFacts): string {
  const names = `its subject is ${subject} and its issuer ${issuer}`
  const what = `What kubectl sees is not the API server's certificate: ${names}`
  const server =
    seenSoundOn === null
      ? "The API server's own certificate was not seen, so nothing is said about it here."
      : `The API server's own certificate is sound: it was seen on the path "${seenSoundOn}".`
  switch (trust) {
    case 'untrusted':
      return `${what}, and ${trustSource === 'system' ? "no authority of the system's store signed it" : "the kubeconfig's authority did not sign it"}. ${server}`
    case 'trusted':
      return `${what}. kubectl accepts it, because ${trustSource === 'system' ? "the system's trust store" : 'the kubeconfig'} holds the authority that signed it. ${server}`
    case 'unchecked':
      return `${what}. kubectl accepts it, because verification is switched off. ${server}`
  }
}

function whatFollows({ trust }: ForeignFacts, reader: string): string {
  return trust === 'untrusted'
    ? `A client certificate never survives this, and a token would be read by ${reader}.`
    : `Everything that kubectl sends, tokens included, can be read and changed by ${reader}; a client certificate does not get through.`
}

/** Clearing one spelling and seeing the same error is how people conclude that no proxy is involved. */
function proxySetBy(setBy: string | null): string {
  if (setBy === null) return ''
  const upper = setBy.toUpperCase()
  const fellThrough =
    setBy === upper || !upper.endsWith('_PROXY')
      ? ''
      : `: ${upper} is not set, so Go reads the lower-case spelling, and clearing the upper-case one alone changes nothing`
  return ` kubectl takes this proxy because of ${setBy}${fellThrough}.`
}

const WHERE_SAID = {
  connect: 'It says so in its answer to CONNECT, of which kubectl prints the reason phrase alone',
  'inside-tls': 'It says so inside the TLS connection that it ended; kubectl drops that text and prints a general line',
  'plain-http': 'It says so in its answer; kubectl drops that text and prints a general line',
} as const
