import { BrowserWindow, dialog, type IpcMainInvokeEvent, ipcMain, type OpenDialogOptions, shell } from 'electron';
import { z } from 'zod';
import { desktopChannels as channels } from '#shared/contract/desktop-channels.ts';
import { isOurPage } from './security.ts';

const title = z.string().max(200);
const filters = z.array(z.object({ name: z.string(), extensions: z.array(z.string()) }));

/** The system's own dialogs, on the window that asked. */
export function answerDialogs(): void {
  ipcMain.handle(channels.chooseFolder, async (event, ...args: unknown[]) => {
    const [heading] = z.tuple([title]).parse(args);
    const paths = await open(event, { title: heading, properties: ['openDirectory', 'createDirectory'] });
    return paths[0] ?? null;
  });

  ipcMain.handle(channels.chooseFiles, async (event, ...args: unknown[]) => {
    const [heading, kinds] = z.tuple([title, filters]).parse(args);
    return open(event, { title: heading, filters: kinds, properties: ['openFile', 'multiSelections'] });
  });

  ipcMain.handle(channels.saveFile, async (event, ...args: unknown[]) => {
    const [heading, defaultPath, kinds] = z.tuple([title, z.string().max(200), filters]).parse(args);
    const { canceled, filePath } = await dialog.showSaveDialog(windowOf(event), {
      title: heading,
      defaultPath,
      filters: kinds,
    });
    return canceled ? null : filePath || null;
  });

  ipcMain.on(channels.showInFolder, (event, path: unknown) => {
    // Shows the file among others, and never opens it.
    if (isOurPage(event.sender) && typeof path === 'string') shell.showItemInFolder(path);
  });
}

async function open(event: IpcMainInvokeEvent, options: OpenDialogOptions): Promise<string[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog(windowOf(event), options);
  return canceled ? [] : filePaths;
}

function windowOf(event: IpcMainInvokeEvent): BrowserWindow {
  const window = isOurPage(event.sender) ? BrowserWindow.fromWebContents(event.sender) : null;
  if (!window) throw new Error('asked by a page that is not ours');
  return window;
}
