/** A message channel to the engine, as the preload hands it to the window; `message` events carry `data`. */
export interface DesktopPort {
  readonly postMessage: (data: string | Uint8Array) => void;
  readonly addEventListener: (
    type: 'message' | 'close',
    listener: (event: { readonly data?: unknown }) => void,
  ) => void;
}

export interface FileFilter {
  readonly name: string;
  readonly extensions: readonly string[];
}

/** What the desktop window has beyond a browser; `window.strata` in the renderer. Null where a dialog was closed. */
export interface DesktopApi {
  readonly platform: string;
  readonly connect: () => DesktopPort;
  readonly chooseFolder: (title: string) => Promise<string | null>;
  readonly chooseFiles: (title: string, filters: readonly FileFilter[]) => Promise<readonly string[]>;
  readonly saveFile: (title: string, defaultName: string, filters: readonly FileFilter[]) => Promise<string | null>;
  /** Where a dropped file or folder lies on disk; null where the system doesn't say. */
  readonly pathForFile: (file: unknown) => string | null;
  readonly showInFolder: (path: string) => void;
  /** In the system's file manager. */
  readonly openFolder: (which: 'data' | 'logs') => void;
  /** An entry of the menu bar's Help was chosen; returns the function that ends it. */
  readonly onHelp: (listener: (entry: string) => void) => () => void;
}
