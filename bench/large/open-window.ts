import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';

const root = join(import.meta.dirname, '..', '..');

export interface OpenWindow {
  readonly page: Page;
  /** Of everything that broke in the page. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

/** The real window in Chromium, on a data folder, at the address that `strata serve` prints. */
export async function openWindow(home: string): Promise<OpenWindow> {
  const args = [join(root, 'src-main/cli/entry.ts'), 'serve', '--home', home, '--json'];
  const server = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await new Promise<string>((resolve, reject) => {
    let text = '';
    server.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const line = text.split('\n').find((one) => one.includes('"address"'));
      if (line) resolve((JSON.parse(line) as { address: string }).address);
    });
    server.once('exit', (code) => reject(new Error(`strata serve ended with ${code}`)));
  });
  const browser = await chromium.launch({
    executablePath: process.env.STRATA_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
  await page.goto(address);
  return {
    page,
    errors,
    close: async () => {
      await browser.close();
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await ended;
    },
  };
}
