/** Names on Electron's IPC between the preload and the shell. Messages to the engine pass unread. */
export const desktopChannels = {
  /** Window → shell: open the port of this number to the engine. */
  connect: 'strata:connect',
  /** Both ways: port number and message. */
  message: 'strata:message',
  /** Shell → window: the port of this number is closed. */
  close: 'strata:close',
  chooseFolder: 'strata:choose-folder',
  chooseFiles: 'strata:choose-files',
  saveFile: 'strata:save-file',
  showInFolder: 'strata:show-in-folder',
  openFolder: 'strata:open-folder',
  /** Shell → window: an entry of the Help menu was chosen. */
  help: 'strata:help',
} as const;
