import { app, type Session, type WebContents } from 'electron';
import { windowAddress } from './bundle-protocol.ts';

/** What Electron before 12 emits instead of asking `setWindowOpenHandler`. */
interface OldWindowEvents {
  on(event: 'new-window', listener: (event: { preventDefault(): void }) => void): void;
}

/** Whatever the page is talked into: it stays where it is, opens nothing and gets no permission. */
export function lockDown(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event, url) => {
      // A reload names the page itself.
      if (!url.startsWith(windowAddress)) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    if (typeof contents.setWindowOpenHandler === 'function') contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    else (contents as unknown as OldWindowEvents).on('new-window', (event) => event.preventDefault());
    denyPermissions(contents.session);
  });
}

function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
}

/** Only our own page may speak with the shell. */
export const isOurPage = (contents: WebContents): boolean => contents.getURL().startsWith(windowAddress);
