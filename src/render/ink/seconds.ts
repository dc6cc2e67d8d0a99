/** Four cells at most: `12ms`, `1.2s`, `34s`, `5m`. */
export function seconds(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)}ms`
  if (ms < 9950) return `${(ms / 1000).toFixed(1)}s`
  return ms < 99_500 ? `${Math.round(ms / 1000)}s` : `${Math.round(ms / 60_000)}m`
}
