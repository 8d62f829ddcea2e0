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
  outcomes.push({ fault, seconds, megabytes: Math.round(process.resourceUsage().maxRSS / 1024) });
}
process.stdout.write(JSON.stringify(outcomes));
