import { desktop } from './desktop.ts';
import type { Engine } from './engine.ts';

/** What was dropped on the window, or chosen in a dialog. */
export type Dropped =
  /** A folder on this machine. */
  | { readonly kind: 'folder'; readonly path: string }
  /** A `.strata` file on this machine; with its text where only the browser can read it. */
  | { readonly kind: 'project'; readonly path: string; readonly text?: string }
  /** A model of Keras or TF.js on this machine. */
  | { readonly kind: 'model'; readonly name: string; readonly path: string }
  /** One that only the browser can read, and the files beside it; `item` is the one to open. */
  | {
      readonly kind: 'model-files';
      readonly name: string;
      readonly item: string;
      readonly files: readonly { path: string; file: File }[];
    }
  /** Files that only the browser can read; they are sent to the engine. */
  | { readonly kind: 'files'; readonly name: string; readonly files: readonly { path: string; file: File }[] };

export type DroppedModel = Extract<Dropped, { kind: 'model' | 'model-files' }>;
/** What becomes a dataset. */
export type DroppedData = Extract<Dropped, { kind: 'folder' | 'files' }>;

export const isDroppedModel = (dropped: Dropped): dropped is DroppedModel =>
  dropped.kind === 'model' || dropped.kind === 'model-files';

/** TF.js gives every model this name. */
export const isModel = (path: string) => /\.(keras|h5|hdf5)$/i.test(path) || /(^|[\\/])model\.json$/i.test(path);

export const isProject = (name: string) => name.toLowerCase().endsWith('.strata');

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    // A browser hands out at most a hundred at a time, and none when it is done.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}

async function collect(entry: FileSystemEntry, path: string, into: { path: string; file: File }[]): Promise<void> {
  if (entry.isFile) into.push({ path, file: await fileOf(entry as FileSystemFileEntry) });
  if (!entry.isDirectory) return;
  for (const child of await entriesOf(entry as FileSystemDirectoryEntry)) {
    await collect(child, `${path}/${child.name}`, into);
  }
}

/** Reads a drop. Must be called within the event: the browser empties it afterwards. */
export async function readDrop(transfer: DataTransfer): Promise<Dropped | null> {
  const paths = desktop ? [...transfer.files].map((file) => desktop?.pathForFile(file) ?? null) : [];
  const entries = [...transfer.items]
    .map((item) => item.webkitGetAsEntry?.() ?? null)
    .filter((entry) => entry !== null);
  const [first] = entries;
  const [path] = paths;
  if (typeof path === 'string' && paths.length === 1) {
    if (isProject(path)) return { kind: 'project', path };
    if (isModel(path)) return { kind: 'model', name: first?.name ?? path, path };
    if (first?.isDirectory) return { kind: 'folder', path };
  }
  const files: { path: string; file: File }[] = [];
  // Files that a program hands over may come without entries.
  if (!first) files.push(...[...transfer.files].map((file) => ({ path: file.name, file })));
  if (!first && files.length === 0) return null;
  // One folder is the dataset; several are its classes.
  if (entries.length === 1 && first?.isDirectory) {
    for (const child of await entriesOf(first as FileSystemDirectoryEntry)) await collect(child, child.name, files);
  } else {
    for (const entry of entries) await collect(entry, entry.name, files);
  }
  const [only, ...others] = files;
  if (only && others.length === 0 && isProject(only.path)) {
    return { kind: 'project', path: only.path, text: await only.file.text() };
  }
  const name = entries.length === 1 && first ? first.name : 'Dropped files';
  const models = files.filter(({ path: relative }) => isModel(relative));
  const [model] = models;
  if (model && models.length === 1) return { kind: 'model-files', name, item: model.path, files };
  return { kind: 'files', name, files };
}

const PARALLEL = 4;

/** Sends files to the engine and returns the upload to import from. */
export async function uploadFiles(
  engine: Engine,
  files: readonly { path: string; file: File }[],
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<string> {
  const { upload } = await engine.datasets.uploadBegin(undefined, { signal });
  const queue = [...files];
  let done = 0;
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      await engine.datasets.uploadFile({ upload, path: next.path, data: next.file }, { signal });
      onProgress(++done);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return upload;
}
