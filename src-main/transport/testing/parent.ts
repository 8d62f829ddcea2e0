/** Starts a child, prints its pid, and is then killed by the test. */
import { join } from 'node:path';
import { forkChild } from '../child.ts';

const child = await forkChild(join(import.meta.dirname, 'echo-child.ts'));
process.stdout.write(`${child.process.pid}\n`);
