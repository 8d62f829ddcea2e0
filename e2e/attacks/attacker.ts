import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page, TestInfo } from '@playwright/test';
import type { PageAttack } from './page-attacks.ts';

/** A machine that attacks send to, on loopback so that it could be reached; it knows which attacks arrived. */
export interface Attacker {
  readonly address: string;
  readonly arrived: Set<string>;
  close(): void;
}

/** A page without any rules, to show that the attacks work where nothing stops them. */
const OPEN_PAGE = '<!doctype html><title>open</title><script src="/own.js"></script><body></body>';

export async function startAttacker(): Promise<Attacker> {
  const arrived = new Set<string>();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '');
    response.setHeader('Access-Control-Allow-Origin', '*');
    if (path === '/') return void response.setHeader('Content-Type', 'text/html').end(OPEN_PAGE);
    if (path === '/own.js') return void response.setHeader('Content-Type', 'text/javascript').end('');
    arrived.add(path.slice(1));
    response.end();
  });
  server.on('upgrade', (request, socket) => {
    arrived.add(decodeURIComponent(request.url ?? '').slice(1));
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    arrived,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Tries every attack in the page, and answers with the names of those that had an effect. */
export async function attack(
  page: Page,
  attacks: Readonly<Record<string, PageAttack>>,
  attacker: Attacker,
  waitMs = 1500,
): Promise<string[]> {
  await page.evaluate(() => {
    const names: string[] = [];
    Object.assign(window, { names, taken: (name: string) => names.push(name) });
  });
  for (const [name, act] of Object.entries(attacks)) {
    const url = attacker.address + encodeURIComponent(name);
    // What is refused may fail at once, later, or without a word.
    const acted = page.evaluate(act, { url, name }).catch(() => {});
    // A navigation that was stopped leaves the driver waiting for it.
    await Promise.race([acted, page.waitForTimeout(1000)]);
  }
  // Time for what was not stopped to arrive.
  await page.waitForTimeout(waitMs);
  const taken = await page.evaluate(() => window.names ?? []);
  return Object.keys(attacks).filter((name) => taken.includes(name) || attacker.arrived.has(name));
}

/** For the table of `npm run test:security`; to be called once the test has seen what was refused. */
export function recordAttack(info: TestInfo, name: string, tried: number, refused: number): void {
  info.annotations.push({ type: 'attack', description: `${name}: ${tried} tried, ${refused} refused` });
}
