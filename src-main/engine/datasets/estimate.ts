/** Seconds left, from the rate so far; null until there is enough to go by. */
export function estimateSeconds(done: number, total: number, elapsedMs: number): number | null {
  if (done === 0 || elapsedMs < 500) return null;
  return Math.round(((total - done) * elapsedMs) / done / 100) / 10;
}
