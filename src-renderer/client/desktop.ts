import type { DesktopApi } from '#shared/contract/desktop-api.ts';

declare global {
  interface Window {
    /** Set by the preload script in the desktop window; absent in the browser mode. */
    readonly strata?: DesktopApi;
  }
}

/** What the desktop window can do beyond a browser, or null in the browser mode. */
export const desktop: DesktopApi | null = window.strata ?? null;
