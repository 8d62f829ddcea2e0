import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { attack, recordAttack, startAttacker } from './attacks/attacker.ts';
import { askPermissions, PERMISSIONS, pageAttacks } from './attacks/page-attacks.ts';
import { expect, test } from './fixtures/app.ts';
import { pictureFolder } from './fixtures/pictures.ts';

const rpcAddress = (page: Page) => `${new URL(page.url()).origin.replace('http', 'ws')}/rpc`;

/** Whether a page is let in, before it has shown any token. */
const knock = (address: string) =>
  new Promise<'open' | 'refused'>((resolve) => {
    const socket = new WebSocket(address);
    socket.addEventListener('open', () => {
      socket.close();
      resolve('open');
    });
    socket.addEventListener('error', () => resolve('refused'));
  });

test('a page with a wrong token is told so once, and asks no more', async ({ app }) => {
  const page = await app.page.context().newPage();
  let knocks = 0;
  page.on('websocket', () => knocks++);
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  await page.goto(`${new URL(app.page.url()).origin}/#token=${'x'.repeat(43)}`);
  await expect(page.getByRole('heading', { name: 'This address is no longer valid' })).toBeVisible();
  await expect(page.getByText('open the address it printed')).toBeVisible();
  await page.waitForTimeout(2000);
  expect(knocks).toBe(1);
  expect(errors).toEqual([]);
});

test('answers carry the policy', async ({ app }) => {
  const response = await app.page.request.get(app.page.url());
  const policy = response.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain('unsafe-eval');
  expect(response.headers()['x-frame-options']).toBe('DENY');
});

test('a page of another origin can not open the WebSocket; ours can', async ({ app }) => {
  const address = rpcAddress(app.page);
  expect(await app.page.evaluate(knock, address)).toBe('open');
  const server = createServer((_request, response) => response.setHeader('Content-Type', 'text/html').end('<p>hi</p>'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const page = await app.page.context().newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    expect(await page.evaluate(knock, address)).toBe('refused');
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test('the attacks on the window are real: each works on a page without its rules', async ({ app }) => {
  const attacker = await startAttacker();
  const page = await app.page.context().newPage();
  await page.goto(attacker.address);
  expect(await attack(page, pageAttacks, attacker)).toEqual(Object.keys(pageAttacks));
  const states = await page.evaluate(askPermissions, PERMISSIONS);
  expect(states.filter(([, state]) => state !== 'denied').map(([name]) => name)).toContain('camera');
  attacker.close();
});

test('a page or an address dropped on the window does not take its place', async ({ app }, info) => {
  const { page } = app;
  await expect(page.getByRole('main').first()).toBeVisible();
  const address = page.url();
  const folder = pictureFolder('fluent-emoji', 'dropped', 1);
  const file = join(folder, 'evil.html');
  writeFileSync(file, '<title>taken over</title>');
  const session = await page.context().newCDPSession(page);
  const link = (mimeType: string) => ({
    items: [{ mimeType, data: 'https://strata.invalid/' }],
    dragOperationsMask: 1,
  });
  const drops = [
    { items: [], files: [file], dragOperationsMask: 1 },
    link('text/uri-list'),
    link('text/plain'),
    { items: [{ mimeType: 'text/html', data: '<script>document.title="taken over"</script>' }], dragOperationsMask: 1 },
  ];
  for (const data of drops) {
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await session.send('Input.dispatchDragEvent', { type, x: 700, y: 500, data });
    }
    await page.waitForTimeout(300);
    expect(page.url()).toBe(address);
    expect(await page.title()).not.toBe('taken over');
    expect(app.page.context().pages()).toHaveLength(1);
  }
  recordAttack(info, 'pages and addresses dropped on the window', drops.length, drops.length);
});

test('the page gets no sense and no device', async ({ app }, info) => {
  const states = await app.page.evaluate(askPermissions, PERMISSIONS);
  expect(states.filter(([, state]) => state !== 'denied')).toEqual([]);
  recordAttack(info, 'permissions asked for by the window', states.length, states.length);
});
