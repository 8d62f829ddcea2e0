import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { windowAddress } from './bundle-protocol.ts';
import { preloadFile } from './places.ts';
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
  void window.loadURL(windowAddress);
  return window;
}
