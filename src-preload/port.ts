import { ipcRenderer } from 'electron';
import type { DesktopPort } from '#shared/contract/desktop-api.ts';
import { desktopChannels as channels } from '#shared/contract/desktop-channels.ts';

type Listener = (event: { readonly data?: unknown }) => void;

/** One open port's listeners; what arrives before the first one waits for it. */
interface Listeners {
  message: Listener[];
  close: Listener[];
  early: unknown[];
}

const open = new Map<number, Listeners>();
let count = 0;

ipcRenderer.on(channels.message, (_event, id: number, data: unknown) => {
  const listeners = open.get(id);
  if (listeners?.message.length === 0) listeners.early.push(data);
  else for (const listener of listeners?.message ?? []) listener({ data });
});

ipcRenderer.on(channels.close, (_event, id: number) => {
  for (const listener of open.get(id)?.close ?? []) listener({});
  open.delete(id);
});

/** A new channel to the engine, relayed by the shell. */
export function connect(): DesktopPort {
  const id = count++;
  const listeners: Listeners = { message: [], close: [], early: [] };
  open.set(id, listeners);
  ipcRenderer.send(channels.connect, id);
  return {
    postMessage(data) {
      if (!open.has(id)) throw new Error('the port is closed');
      ipcRenderer.send(channels.message, id, data);
    },
    addEventListener(type, listener) {
      listeners[type].push(listener);
      if (type === 'message') for (const data of listeners.early.splice(0)) listener({ data });
    },
  };
}
