import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { DesktopApi } from '#shared/contract/desktop-api.ts';
import { desktopChannels as channels } from '#shared/contract/desktop-channels.ts';
import { connect } from './port.ts';

/** A file that was dropped or chosen; Electron before 32 puts its path on it. */
type DroppedFile = File & { path?: string };

const api: DesktopApi = {
  platform: process.platform,
  connect,
  chooseFolder: (title) => ipcRenderer.invoke(channels.chooseFolder, title),
  chooseFiles: (title, filters) => ipcRenderer.invoke(channels.chooseFiles, title, filters),
  saveFile: (title, defaultName, filters) => ipcRenderer.invoke(channels.saveFile, title, defaultName, filters),
  pathForFile(file) {
    const path = webUtils ? webUtils.getPathForFile(file as File) : (file as DroppedFile).path;
    return path || null;
  },
  showInFolder: (path) => ipcRenderer.send(channels.showInFolder, path),
};

contextBridge.exposeInMainWorld('strata', api);
