import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeFileAtomically } from './atomic-file.ts';

test('a name too long for the file system is said as such', async () => {
  const target = join(tmpdir(), `${'a'.repeat(300)}.strata`);
  await expect(writeFileAtomically(target, 'x')).rejects.toMatchObject({ code: 'BAD_INPUT' });
});
