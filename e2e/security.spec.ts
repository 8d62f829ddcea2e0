import { attack, recordAttack, startAttacker } from './attacks/attacker.ts';
import { pageAttacks } from './attacks/page-attacks.ts';
import { expect, test } from './fixtures/app.ts';

test('the page runs no foreign script, talks to nobody else, embeds nothing and stays', async ({ app }, info) => {
  const { page } = app;
  await expect(page.getByRole('main').first()).toBeVisible();
  const address = page.url();
  const attacker = await startAttacker();
  const errors: string[] = [];
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) errors.push(`went to ${frame.url()}`);
  });
  const effective = await attack(page, pageAttacks, attacker);
  attacker.close();
  expect(effective).toEqual([]);
  expect(errors).toEqual([]);
  expect(page.url()).toBe(address);
  await expect(page.getByRole('main').first()).toBeVisible();
  const tried = Object.keys(pageAttacks).length;
  recordAttack(info, 'script, requests and embedding in the window', tried, tried - effective.length);
});

test('the bundle has no way out to other files', async ({ app }, info) => {
  const paths = ['/..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/package.json', '/..%5c..%5cpackage.json', '//etc/passwd'];
  const found = await app.page.evaluate(async (tried) => {
    const answers = await Promise.all(
      tried.map((path) =>
        fetch(new URL(path, location.origin === 'null' ? location.href : location.origin)).catch(() => null),
      ),
    );
    return Promise.all(answers.map(async (answer) => (answer?.ok ? await answer.text() : '')));
  }, paths);
  for (const text of found) expect(text).not.toMatch(/root:|"private"/);
  recordAttack(info, 'paths out of the bundle, asked for by the window', paths.length, paths.length);
});
