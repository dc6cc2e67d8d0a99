import type { Report } from '../report/report.ts'

export interface RenderOptions {
  /** Terminal cells of a line. */
  readonly width: number
  readonly colour: boolean
  /** Nothing outside ASCII for the doctor's own signs (a terminal that is not UTF-8). */
  readonly ascii: boolean
}

/** Turns the whole report into text, final newline included. Pure: it decides nothing that the report has not decided. */
export type Renderer = (report: Report, options: RenderOptions) => string
