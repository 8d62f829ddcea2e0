/** `npm run new:layer [type] [group] [KerasClass]`: asks for what is not given. */
import { createInterface } from 'node:readline/promises';
import { projectRoot } from '../setup/paths.mjs';
import { newLayer } from './new-layer.mjs';

const [type, group, className] = process.argv.slice(2);
const terminal = createInterface({ input: process.stdin, output: process.stdout });
try {
  const asked = {
    type: type ?? (await terminal.question('Type, as in Keras and in snake case (e.g. max_pooling1d): ')),
    group: group ?? (await terminal.question('Group, the folder it goes into (e.g. pooling): ')),
  };
  const steps = newLayer(projectRoot, className ? { ...asked, className } : asked);
  console.log(['Made. What remains:', ...steps.map((step, index) => `${index + 1}. ${step}`)].join('\n'));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  terminal.close();
}
