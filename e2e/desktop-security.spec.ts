import { recordAttack } from './attacks/attacker.ts';
import { expect, test } from './fixtures/app.ts';

test('the window stays where it is', async ({ app }, info) => {
  const { page } = app;
  const address = page.url();
  expect(address).toMatch(/^strata:\/\/app\//);
  await page.evaluate(() => {
    setTimeout(() => location.assign('https://strata.invalid/'), 0);
  });
  // Time for a navigation that was not stopped to begin.
  await page.waitForTimeout(1000);
  expect(page.url()).toBe(address);
  await expect(page.getByRole('main').first()).toBeVisible();
  recordAttack(info, 'ways out of the desktop window', 1, 1);
});

test('the page has no Node, and of the preload one channel', async ({ app }, info) => {
  const { page } = app;
  const names = ['process', 'require', 'module', 'exports', 'Buffer', 'global', 'ipcRenderer', 'electron', '__dirname'];
  const present = await page.evaluate((all) => all.filter((name) => Reflect.get(window, name) !== undefined), names);
  expect(present).toEqual([]);
  const api = await page.evaluate(() => Object.keys(window.strata ?? {}).sort());
  expect(api).toEqual([
    ...['chooseFiles', 'chooseFolder', 'connect', 'onHelp', 'openFolder', 'pathForFile', 'platform', 'saveFile'],
    'showInFolder',
  ]);
  // A function of the other world would make one there, with its `process`.
  const leaked = await page.evaluate(
    () =>
      new Promise<string>((resolve) =>
        setTimeout(() => {
          try {
            resolve(String(window.strata?.connect.constructor('return typeof process')()));
          } catch (error) {
            resolve((error as Error).name);
          }
        }),
      ),
  );
  expect(leaked).toBe('EvalError');
  const preferences = await app.electron()?.evaluate(({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0] as Electron.BrowserWindow;
    const found = (
      webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
    ).getLastWebPreferences();
    const keys = [
      'contextIsolation',
      'sandbox',
      'nodeIntegration',
      'nodeIntegrationInWorker',
      'webSecurity',
      'webviewTag',
    ];
    return Object.fromEntries(keys.map((key) => [key, found[key] ?? false]));
  });
  expect(preferences).toEqual({
    ...{ contextIsolation: true, sandbox: true, webSecurity: true },
    ...{ nodeIntegration: false, nodeIntegrationInWorker: false, webviewTag: false },
  });
  recordAttack(info, 'reach of the page for Node and the preload', names.length + 2, names.length + 2);
});

test('nothing is allowed that was not asked for', async ({ app }, info) => {
  const { page } = app;
  const answers = await page.evaluate(async () => {
    const word = (asked: Promise<unknown>) =>
      asked.then(
        () => 'given',
        (error: { name: string }) => error.name,
      );
    const within = (asked: Promise<unknown>) =>
      Promise.race([asked, new Promise((_, reject) => setTimeout(() => reject({ name: 'NoAnswer' }), 3000))]);
    const position = () =>
      new Promise((resolve, reject) =>
        navigator.geolocation.getCurrentPosition(resolve, () => reject({ name: 'NotAllowedError' }), { timeout: 2000 }),
      );
    return {
      notifications: await word(
        within(
          Notification.requestPermission().then((state) =>
            state === 'granted' ? state : Promise.reject({ name: state }),
          ),
        ),
      ),
      microphone: await word(within(navigator.mediaDevices.getUserMedia({ audio: true }))),
      camera: await word(within(navigator.mediaDevices.getUserMedia({ video: true }))),
      position: await word(within(position())),
      clipboard: await word(within(navigator.clipboard.readText())),
    };
  });
  expect(Object.values(answers)).not.toContain('given');
  recordAttack(info, 'permissions of the desktop window', 5, 5);
});
