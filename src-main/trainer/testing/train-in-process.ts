/** Trains the job in the JSON file given until it ends or is killed; a test's stand-in for a trainer process. */
import { readFileSync } from 'node:fs';
import { trainJob } from '#shared/contract/trainer.ts';
import { Control } from '../loop/control.ts';
import { train } from '../loop/train.ts';

const job = trainJob.parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));
for await (const event of train(job, new Control())) {
  if (event.type === 'checkpoint') process.stdout.write(`${event.kind} ${event.epoch}\n`);
}
