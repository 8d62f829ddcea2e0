/** Takes in the files named as the import does, and prints how each ended and the most memory that this process had. */
import { readFileSync } from 'node:fs';
import { inspectPicture } from '../pictures/inspect-picture.ts';

const outcomes: { fault: string; seconds: number; megabytes: number }[] = [];
for (const file of process.argv.slice(2)) {
  const bytes = readFileSync(file);
  const began = performance.now();
  const fault = await inspectPicture(bytes).then(
    () => 'fine',
    (error: { fault?: string }) => error.fault ?? String(error),
  );
  const seconds = (performance.now() - began) / 1000;
  outcomes.push({ fault, seconds, megabytes: peakMegabytes() });
}
process.stdout.write(JSON.stringify(outcomes));

/** Linux counts in `maxRSS` what the parent held when it started this process, which may be more than all of it. */
function peakMegabytes(): number {
  if (process.platform !== 'linux') return Math.round(process.resourceUsage().maxRSS / 1024);
  const status = readFileSync('/proc/self/status', 'utf8');
  return Math.round(Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024);
}
