import { BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';
import { desktopChannels } from '#shared/contract/desktop-channels.ts';
import { helpEntries } from '#shared/contract/help-entries.ts';
import { openWindow } from './window.ts';

/** Only what belongs to windows, text and help; everything else is in the window itself, under Ctrl-K. */
export function setMenu(): void {
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' as const }] : []),
    {
      label: 'File',
      submenu: [
        { label: 'New Window', accelerator: 'CmdOrCtrl+Shift+N', click: () => openWindow() },
        { type: 'separator' },
        { role: 'close' },
        ...(process.platform === 'darwin' ? [] : [{ role: 'quit' as const }]),
      ],
    },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        { role: 'reload' },
        { role: 'toggleDevTools' },
      ],
    },
    { role: 'windowMenu' },
    {
      label: 'Help',
      role: 'help',
      submenu: helpEntries.map(({ id, label }) => ({ id: `help-${id}`, label, click: () => showHelp(id) })),
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

/** The window shows it: the menu bar and the window's own Help are one. */
function showHelp(entry: string): void {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  window?.webContents.send(desktopChannels.help, entry);
}
