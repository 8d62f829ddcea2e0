import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { DesktopApi } from '#shared/contract/desktop-api.ts';
import { desktopChannels as channels } from '#shared/contract/desktop-channels.ts';
import { connect } from './port.ts';

const api: DesktopApi = {
  platform: process.platform,
  connect,
  chooseFolder: (title) => ipcRenderer.invoke(channels.chooseFolder, title),
  chooseFiles: (title, filters) => ipcRenderer.invoke(channels.chooseFiles, title, filters),
  saveFile: (title, defaultName, filters) => ipcRenderer.invoke(channels.saveFile, title, defaultName, filters),
  // Absent before Electron 32, where the renderer finds the path on the file itself.
  pathForFile: (file) => webUtils?.getPathForFile(file as File) || null,
  showInFolder: (path) => ipcRenderer.send(channels.showInFolder, path),
  openFolder: (which) => ipcRenderer.send(channels.openFolder, which),
  onHelp: (listener) => {
    const forward = (_event: unknown, entry: string) => listener(entry);
    ipcRenderer.on(channels.help, forward);
    return () => ipcRenderer.removeListener(channels.help, forward);
  },
};

contextBridge.exposeInMainWorld('strata', api);
