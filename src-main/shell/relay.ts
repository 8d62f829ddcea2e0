import { ipcMain, type WebContents } from 'electron';
import { WindowPort } from '#main/transport/electron/window-port.ts';
import type { Port } from '#main/transport/port.ts';
import { relay } from '#main/transport/relay.ts';
import { desktopChannels as channels } from '#shared/contract/desktop-channels.ts';
import { isOurPage } from './security.ts';

/** Connects the ports that windows open with the engine, and passes on what it can't and needn't read. */
export function relayWindows(nextEngine: () => Promise<Port>): void {
  const windows = new WeakMap<WebContents, Map<number, WindowPort>>();

  ipcMain.on(channels.connect, async (event, id: unknown) => {
    const contents = event.sender;
    if (!isOurPage(contents) || typeof id !== 'number') return;
    const ports = windows.get(contents) ?? watch(contents);
    const port = new WindowPort(contents, id);
    ports.set(id, port);
    port.addEventListener('close', () => ports.delete(id));
    try {
      const engine = await nextEngine();
      if (port.closed) engine.close();
      else relay(port, engine);
    } catch {
      // The window shows that it is not connected, and tries again.
      port.close();
    }
  });

  ipcMain.on(channels.message, (event, id: unknown, message: unknown) => {
    const isMessage = typeof message === 'string' || message instanceof Uint8Array || message instanceof ArrayBuffer;
    if (isMessage && typeof id === 'number') windows.get(event.sender)?.get(id)?.receive(message);
  });

  /** A page that was loaded anew, or has gone, has left its ports. */
  function watch(contents: WebContents): Map<number, WindowPort> {
    const ports = new Map<number, WindowPort>();
    windows.set(contents, ports);
    const closeAll = () => {
      for (const port of [...ports.values()]) port.close();
      ports.clear();
    };
    contents.on('did-start-navigation', (_event, _url, isInPlace, isMainFrame) => {
      if (isMainFrame && !isInPlace) closeAll();
    });
    contents.on('destroyed', closeAll);
    return ports;
  }
}
