import { printable } from './printable.ts';
import type { Engine } from './session.ts';

/** What the person has to know about the data folder, on stderr: results stand alone on stdout. */
export async function tellNotices(engine: Engine): Promise<void> {
  const { notices } = await engine.help.notices();
  for (const { title, text, missing } of notices) {
    const lines = [`! ${title}. ${text}`, ...(missing.length > 0 ? ['  What is missing:'] : [])];
    for (const line of missing) lines.push(`  - ${line}`);
    lines.push('  (strata doctor --dismiss: no longer say so)');
    process.stderr.write(`${printable(lines.join('\n'))}\n`);
  }
}
