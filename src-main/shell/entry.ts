/** Electron's main process: windows, menu, dialogs; it relays messages to the engine and holds no state. */
import { join } from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import { dataFolder } from '#main/transport/data-folder.ts';
import { registerScheme, serveBundle } from './bundle-protocol.ts';
import { answerDialogs } from './dialogs.ts';
import { EngineSource } from './engine-source.ts';
import { openFolders } from './folders.ts';
import { setMenu } from './menu.ts';
import { stayOffline } from './offline.ts';
import { bundleFolder } from './places.ts';
import { relayWindows } from './relay.ts';
import { lockDown } from './security.ts';
import { openWindow } from './window.ts';

const home = dataFolder(app.commandLine.getSwitchValue('home'));
// With the data: one application a data folder, as there is one engine.
app.setPath('userData', join(home, 'window'));

if (app.requestSingleInstanceLock()) void start();
else app.quit();

async function start(): Promise<void> {
  registerScheme();
  lockDown();
  stayOffline();
  app.on('second-instance', () => showWindow());
  app.on('activate', () => showWindow());
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });

  // Node keeps what it compiled there: the engine starts in two thirds of the time.
  process.env.NODE_COMPILE_CACHE = process.env.NODE_COMPILE_CACHE || join(home, 'cache', 'compiled');
  const engines = new EngineSource(home);
  // Looked at below; until then it must not count as unhandled.
  engines.ready().catch(() => {});
  await app.whenReady();
  serveBundle(bundleFolder);
  relayWindows(() => engines.next());
  answerDialogs();
  openFolders(home);
  setMenu();
  openWindow();
  try {
    await engines.ready();
  } catch (error) {
    dialog.showErrorBox('Strata can’t start', error instanceof Error ? error.message : String(error));
    app.exit(1);
  }
}

function showWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (!window) {
    if (app.isReady()) openWindow();
    return;
  }
  if (window.isMinimized()) window.restore();
  window.focus();
}
