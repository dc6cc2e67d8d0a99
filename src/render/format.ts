/** What `-o` takes, in the order in which it is listed. Apart from the renderers, so that reading flags loads none. */
export const FORMATS = ['text', 'wide', 'json', 'yaml', 'markdown', 'html'] as const
export type Format = (typeof FORMATS)[number]
