import { join } from 'node:path';
import { app, BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import { windowAddress } from './bundle-protocol.ts';
import { iconFile, preloadFile } from './places.ts';
import { readWindowState, writeWindowState } from './window-state.ts';

const STANDARD_SIZE = { width: 1440, height: 900 };

/** Opens a window where the last one was closed. */
export function openWindow(): BrowserWindow {
  const stateFile = join(app.getPath('userData'), 'window.json');
  const displays = screen.getAllDisplays().map((display) => display.workArea);
  const state = readWindowState(stateFile, displays);
  const window = new BrowserWindow({
    ...(state?.bounds ?? STANDARD_SIZE),
    minWidth: 900,
    minHeight: 600,
    title: 'Strata',
    icon: iconFile,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#111418' : '#ffffff',
    webPreferences: {
      preload: preloadFile,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  });
  if (state?.isMaximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    writeWindowState(stateFile, { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() });
  });
  askBeforeLoss(window);
  void window.loadURL(windowAddress);
  return window;
}

/**
 * The page has changes that it can't store now, on a full disk for one. It stays until the person answers, and goes on
 * saving meanwhile: a dialog that waits in here would hold up the very messages that store them.
 */
function askBeforeLoss(window: BrowserWindow): void {
  let isAsking = false;
  window.webContents.on('will-prevent-unload', async () => {
    if (isAsking) return;
    isAsking = true;
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: 'The last changes are not saved yet.',
      detail: 'Free some space on the disk, then they are saved by themselves. Closed now, they are lost.',
      buttons: ['Stay', 'Close and lose them'],
      defaultId: 0,
      cancelId: 0,
    });
    isAsking = false;
    if (response === 1 && !window.isDestroyed()) window.destroy();
  });
}
