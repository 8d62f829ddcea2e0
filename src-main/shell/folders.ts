import { join } from 'node:path';
import { ipcMain, shell } from 'electron';
import { desktopChannels } from '#shared/contract/desktop-channels.ts';
import { isOurPage } from './security.ts';

/** Opens the data folder or its logs, and no other place: the page names which, never a path. */
export function openFolders(home: string): void {
  ipcMain.on(desktopChannels.openFolder, (event, which: unknown) => {
    if (!isOurPage(event.sender)) return;
    if (which === 'data') void shell.openPath(home);
    if (which === 'logs') void shell.openPath(join(home, 'logs'));
  });
}
