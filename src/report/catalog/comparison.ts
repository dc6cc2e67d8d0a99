import { list, type WordsOf } from './words.ts'

export const comparisonWords = {
  'prediction-differs': {
    title: () => 'kubectl printed something else than the doctor predicted',
    explanation: ({ predicted, observed, fidelity }) =>
      `Predicted (${fidelity}): ${predicted ?? '(success)'}. Printed: ${observed ?? '(success)'}. What kubectl printed decides.`,
    actor: 'you',
  },
  'paths-disagree': {
    title: ({ leaves }) =>
      `the same server shows ${new Set(leaves.map(({ sha256 }) => sha256)).size} different certificates on different paths`,
    explanation: ({ leaves }) =>
      `${list(leaves.map(({ path, subject, issuer }) => `${path}: subject ${subject}, issuer ${issuer}`))}. Several API servers behind one address, or something that ends TLS on one of the paths.`,
    actor: 'network-admin',
  },
} satisfies WordsOf<'prediction-differs' | 'paths-disagree'>
