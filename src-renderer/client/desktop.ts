import type { DesktopApi } from '#shared/contract/desktop-api.ts';

declare global {
  interface Window {
    /** Set by the preload script in the desktop window; absent in the browser mode. */
    readonly strata?: DesktopApi;
  }
}

const bridge = window.strata;

/** Electron before 32 writes a file's path on the file itself, and loses it on the way to the preload. */
const ownPath = (file: unknown): string | null => (file as { readonly path?: string }).path || null;

/** What the desktop window can do beyond a browser, or null in the browser mode. */
export const desktop: DesktopApi | null = bridge
  ? { ...bridge, pathForFile: (file) => ownPath(file) ?? bridge.pathForFile(file) }
  : null;
