/** What Node and browsers both have beyond ES2023; only the shared part's own type check reads this file. */
interface Blob {
  readonly size: number;
  readonly type: string;
  arrayBuffer(): Promise<ArrayBuffer>;
}
declare var Blob: { prototype: Blob; new (parts: readonly (ArrayBuffer | Uint8Array | string)[]): Blob };
declare var crypto: { getRandomValues<T extends Uint8Array>(array: T): T };
