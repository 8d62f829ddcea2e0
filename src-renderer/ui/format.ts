const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** `289,731` */
export const formatInteger = (value: number): string => whole.format(value);

/** `896`, `18.4k`, `1.2M`: for cards, where the exact count is one hover away. */
export function formatShort(value: number): string {
  if (value < 1000) return String(Math.round(value));
  for (const [unit, size] of [
    ['k', 1e3],
    ['M', 1e6],
    ['G', 1e9],
  ] as const) {
    const scaled = value / size;
    if (scaled < 999.5) return `${scaled < 100 ? Number(scaled.toFixed(1)) : Math.round(scaled)}${unit}`;
  }
  return `${(value / 1e12).toPrecision(3)}T`;
}

/** `136 M`, `4.7 G`: operations. */
export function formatFlops(value: number): string {
  const short = formatShort(value);
  return short.replace(/([kMGT])$/, ' $1');
}

/** `148 MB`; decimal units, as disks and pictures are sold. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  for (const [unit, size] of [
    ['kB', 1e3],
    ['MB', 1e6],
    ['GB', 1e9],
  ] as const) {
    const scaled = bytes / size;
    if (scaled < 999.5) return `${scaled < 10 ? Number(scaled.toFixed(1)) : Math.round(scaled)} ${unit}`;
  }
  return `${Number((bytes / 1e12).toFixed(1))} TB`;
}

/** `12 s`, `2 min 5 s`, `1 h 20 min`: how long something takes or took. */
export function formatDuration(seconds: number): string {
  const rounded = Math.max(0, Math.round(seconds));
  if (rounded < 60) return `${rounded} s`;
  const minutes = Math.floor(rounded / 60);
  if (minutes < 60) return rounded % 60 === 0 || minutes >= 10 ? `${minutes} min` : `${minutes} min ${rounded % 60} s`;
  return minutes % 60 === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `about 12 s`, in the coarse steps an estimate deserves. */
export function formatEta(seconds: number): string {
  if (seconds < 10) return 'a few seconds left';
  if (seconds < 60) return `about ${Math.ceil(seconds / 10) * 10} s left`;
  return `about ${formatDuration(Math.ceil(seconds / 60) * 60)} left`;
}

/** A metric in three digits: `0.794`; a dash where it is not known. */
export const formatMetric = (value: number | null | undefined): string =>
  value === null || value === undefined
    ? '–'
    : Math.abs(value) >= 1e6
      ? value.toExponential(1).replace('e+', 'e')
      : Math.abs(value) >= 100
        ? value.toFixed(1)
        : value.toFixed(3);

/** Made once: making one costs a millisecond, and tables write hundreds of dates. */
const dateFormats = {
  weekday: new Intl.DateTimeFormat('en-GB', { weekday: 'long' }),
  thisYear: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' }),
  otherYear: new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' }),
};

/** `just now`, `12 minutes ago`, `yesterday`, `8 November`. */
export function formatAgo(iso: string, now = new Date()): string {
  const then = new Date(iso);
  const minutes = Math.floor((now.getTime() - then.getTime()) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return minutes === 1 ? '1 minute ago' : `${minutes} minutes ago`;
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  const days = Math.ceil((midnight - then.getTime()) / 86_400_000);
  if (days <= 0) return `today, ${then.getHours()}:${String(then.getMinutes()).padStart(2, '0')}`;
  if (days === 1) return 'yesterday';
  if (days < 7) return dateFormats.weekday.format(then);
  const sameYear = then.getFullYear() === now.getFullYear();
  return dateFormats[sameYear ? 'thisYear' : 'otherYear'].format(then);
}

/** `3 pictures`, `1 picture`. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${formatInteger(count)} ${count === 1 ? one : many}`;
