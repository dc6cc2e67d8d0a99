import { FORMATS } from '../render/format.ts'

/** What `-o` takes, by what a command prints. One list serves the command, its help and its completion. */
export const DATA_FORMATS = ['text', 'json', 'yaml'] as const
export const ROW_FORMATS = ['text', 'wide', 'json', 'yaml'] as const
export const CHAIN_FORMATS = ['text', 'json', 'yaml', 'pem'] as const
export const REPORT_FORMATS = FORMATS

/** `ink`, the terminal UI, is no format of the report, so not in the list of renderers. */
export const SCREEN = 'ink'
export const DIAGNOSIS_FORMATS = [...REPORT_FORMATS, SCREEN] as const
