import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import h5wasm from 'h5wasm';
import type { StoredTensor } from '../checkpoints/safetensors.ts';
import { damaged } from './damaged.ts';

/** A part of a file on the disk; a `.keras` archive holds its weights as they are. */
export interface FileRange {
  readonly path: string;
  readonly offset: number;
  readonly bytes: number;
}

/** The part of Emscripten's file system that is used; its own types say nothing of it. */
interface VirtualNode {
  stream_ops: Readonly<Record<string, unknown>>;
}
interface VirtualFiles {
  create(path: string, mode: number): VirtualNode;
  unlink(path: string): void;
}
type Transfer = (stream: unknown, buffer: Uint8Array, offset: number, length: number, position: number) => number;

const NAME = '/model.h5';

/**
 * Shows the HDF5 library one file, under a name of its own, in a file system that has nothing else: what a file links to
 * (other files, or data kept in them) isn't there.
 */
async function mount(descriptor: number, size: () => number, offset: number): Promise<VirtualFiles> {
  const files = (await h5wasm.ready).FS as unknown as VirtualFiles;
  const node = files.create(NAME, 0o600);
  Object.defineProperty(node, 'usedBytes', { get: size, set: () => {} });
  const read: Transfer = (_stream, buffer, start, length, position) =>
    readSync(descriptor, buffer, start, Math.max(0, Math.min(length, size() - position)), offset + position);
  const write: Transfer = (_stream, buffer, start, length, position) =>
    writeSync(descriptor, buffer, start, length, position);
  node.stream_ops = { ...node.stream_ops, read, write };
  return files;
}

/** What HDF5 calls a floating-point and an integer type. */
const FLOAT = 1;
const INTEGER = 0;

/** An HDF5 file, opened for reading. Everything that goes wrong in it is told as a damaged file. */
export class Hdf5Reader {
  readonly #file: InstanceType<typeof h5wasm.File>;
  readonly #name: string;
  readonly #close: () => void;

  private constructor(file: InstanceType<typeof h5wasm.File>, name: string, close: () => void) {
    this.#file = file;
    this.#name = name;
    this.#close = close;
  }

  /** `name`: what messages call it. */
  static async open({ path, offset, bytes }: FileRange, name: string): Promise<Hdf5Reader> {
    const descriptor = openSync(path, 'r');
    const files = await mount(descriptor, () => bytes, offset);
    const close = () => {
      files.unlink(NAME);
      closeSync(descriptor);
    };
    try {
      return new Hdf5Reader(new h5wasm.File(NAME, 'r'), name, close);
    } catch (error) {
      close();
      throw damaged(name, 'its HDF5 data is damaged or no HDF5 at all', error);
    }
  }

  close(): void {
    try {
      this.#file.close();
    } finally {
      this.#close();
    }
  }

  /** A text that stands at the file itself or at a group; null where there is none. */
  text(place: string, attribute: string): string | null {
    const value = this.#attribute(place, attribute);
    return typeof value === 'string' ? value : null;
  }

  /** A list of texts at a group; Keras cuts long ones into `name0`, `name1`… */
  texts(place: string, attribute: string): string[] {
    const whole = this.#attribute(place, attribute);
    if (Array.isArray(whole)) return whole.map(String);
    const pieces: string[] = [];
    for (let part = 0; part < MOST_PIECES; part += 1) {
      const piece = this.#attribute(place, `${attribute}${part}`);
      if (!Array.isArray(piece)) break;
      pieces.push(...piece.map(String));
    }
    return pieces;
  }

  /** The names in a group; none where there is no such group. */
  names(place: string): string[] {
    return this.#guarded(place, () => {
      const group = this.#file.get(place);
      return group instanceof h5wasm.Group ? group.keys() : [];
    });
  }

  /** A tensor of numbers, or null where there is none. Its shape is looked at before a value is read. */
  tensor(place: string, expected: readonly number[]): StoredTensor | null {
    return this.#guarded(place, () => {
      const dataset = this.#file.get(place);
      if (!(dataset instanceof h5wasm.Dataset)) return null;
      const { shape, type, size, littleEndian, virtual_sources: elsewhere } = dataset.metadata;
      if (!shape || shape.length !== expected.length || expected.some((length, axis) => length !== shape[axis])) {
        const found = shape ? `(${shape.join(', ')})` : 'no shape';
        throw damaged(this.#name, `${place} should have the shape (${expected.join(', ')}), and has ${found}`);
      }
      const isNumber = (type === FLOAT && (size === 4 || size === 8)) || (type === INTEGER && size <= 8);
      if (!isNumber || !littleEndian || elsewhere) {
        throw damaged(this.#name, `${place} holds values of a kind that isn't read; expected 32-bit floating point`);
      }
      const { value } = dataset;
      const count = expected.reduce((product, length) => product * length, 1);
      const values = ArrayBuffer.isView(value) ? (value as unknown as ArrayLike<number | bigint>) : [Number(value)];
      if (values.length !== count) throw damaged(this.#name, `${place} can't be read whole`);
      return { shape: [...shape], values: values instanceof Float32Array ? values : Float32Array.from(values, Number) };
    });
  }

  #attribute(place: string, attribute: string): unknown {
    return this.#guarded(place || 'the file', () => {
      const owner = place === '' ? this.#file : this.#file.get(place);
      if (!(owner instanceof h5wasm.Group)) return null;
      return Object.hasOwn(owner.attrs, attribute) ? owner.attrs[attribute]?.value : null;
    });
  }

  /** The library throws numbers, texts and errors of its own, or `name not defined!` for all of them. */
  #guarded<T>(place: string, read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (error instanceof Error && error.name === 'AppError') throw error;
      throw damaged(this.#name, `its HDF5 data is damaged at ${place}`, error);
    }
  }
}

const MOST_PIECES = 1000;

/** An HDF5 file that is written. */
export class Hdf5Writer {
  readonly #file: InstanceType<typeof h5wasm.File>;
  readonly #close: () => void;

  private constructor(file: InstanceType<typeof h5wasm.File>, close: () => void) {
    this.#file = file;
    this.#close = close;
  }

  static async create(path: string): Promise<Hdf5Writer> {
    const descriptor = openSync(path, 'wx+');
    const files = await mount(descriptor, () => fstatSync(descriptor).size, 0);
    return new Hdf5Writer(new h5wasm.File(NAME, 'w'), () => {
      files.unlink(NAME);
      closeSync(descriptor);
    });
  }

  /** Makes a group and those that it lies in. */
  group(path: string): InstanceType<typeof h5wasm.Group> {
    let group: InstanceType<typeof h5wasm.Group> = this.#file;
    for (const name of path.split('/')) {
      const found = group.keys().includes(name) ? group.get(name) : group.create_group(name);
      if (!(found instanceof h5wasm.Group)) throw new Error(`${name} of ${path} is no group`);
      group = found;
    }
    return group;
  }

  write(path: string, { shape, values }: StoredTensor): void {
    const cut = path.lastIndexOf('/');
    this.group(path.slice(0, cut)).create_dataset({
      name: path.slice(cut + 1),
      data: values,
      shape: [...shape],
      dtype: '<f',
    });
  }

  close(): void {
    this.#file.flush();
    this.#file.close();
    this.#close();
  }
}
