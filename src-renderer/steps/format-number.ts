/** A value of a tensor in three digits: `0.0123`, `-1.5`, `2.1e-6`; a dash where there is none. */
export function formatNumber(value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e6)
    return value.toExponential(1).replace('e+', 'e').replace('-', '−').replace('e-', 'e−');
  return String(Number(value.toPrecision(3))).replace('-', '−');
}

/** `61 %`, `0.4 %`, `under 0.1 %`; the sign never begins a line. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return 'under 0.1\u00a0%';
  return `${percent >= 10 || percent === 0 ? Math.round(percent) : Number(percent.toFixed(1))}\u00a0%`;
}
