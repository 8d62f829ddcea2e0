/** Gives names of a file's layers as node ids: letters, digits, `_ . -`, unique, and as they were where that is possible. */
export class NodeNames {
  readonly #taken = new Set<string>();

  take(name: string): string {
    const base =
      name
        .replaceAll(/[^A-Za-z0-9_.-]/g, '_')
        .replace(/^[^A-Za-z0-9]+/, '')
        .slice(0, 100) || 'layer';
    let id = base;
    for (let count = 2; this.#taken.has(id); count += 1) id = `${base}_${count}`;
    this.#taken.add(id);
    return id;
  }
}
