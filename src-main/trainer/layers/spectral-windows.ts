/** Coefficients of sums of cosines, as scipy has them. */
const cosines: Readonly<Record<string, readonly number[]>> = {
  hann: [0.5, 0.5],
  hamming: [0.54, 0.46],
  blackman: [0.42, 0.5, 0.08],
  nuttall: [0.3635819, 0.4891775, 0.1365995, 0.0106411],
  flattop: [0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368],
  boxcar: [1],
};

/** A window that fades a frame out at its ends; a periodic one would go on seamlessly, others are symmetric. */
export function windowOf(name: string | null, length: number, periodic: boolean): number[] {
  const terms = cosines[name ?? 'boxcar'];
  if (!terms) throw new Error(`unknown window ${name}`);
  const turn = (2 * Math.PI) / Math.max(1, periodic ? length : length - 1);
  return Array.from({ length }, (_, at) =>
    terms.reduce((sum, weight, order) => sum + (-1) ** order * weight * Math.cos(order * turn * at), 0),
  );
}
