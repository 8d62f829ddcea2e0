import type { Graph } from '#shared/graph/types.ts';

/**
 * What was answered, and so must be there: graphs that were saved, things that were made or deleted for good. What was
 * asked of an engine that was killed before it answered may have happened or not.
 */
export class Ledger {
  #graphs = new Map<string, Set<string>>();
  #things = new Map<string, 'there' | 'gone' | 'unsure'>();

  /** The graph of a project before a save is answered: both are right from here on. */
  saving(project: string, graph: Graph): void {
    const known = this.#graphs.get(project);
    known?.add(stand(graph));
  }

  saved(project: string, graph: Graph): void {
    this.#graphs.set(project, new Set([stand(graph)]));
  }

  made(id: string): void {
    this.#things.set(id, 'there');
  }

  deleting(id: string): void {
    this.#things.set(id, 'unsure');
  }

  deleted(id: string): void {
    this.#things.set(id, 'gone');
  }

  /** A kill in the middle of something that deletes more than one thing. */
  unsure(): void {
    for (const [id, state] of this.#things) if (state === 'there') this.#things.set(id, 'unsure');
  }

  /** What the engine shows against what it has answered. `there`: the ids of all things, the trash included. */
  faults(there: ReadonlySet<string>, graphs: ReadonlyMap<string, Graph>): string[] {
    const things = [...this.#things].flatMap(([id, state]) => {
      if (state === 'there' && !there.has(id)) return [`${id} was made, and is not there`];
      if (state === 'gone' && there.has(id)) return [`${id} was deleted for good, and is there`];
      if (state === 'unsure') this.#things.set(id, there.has(id) ? 'there' : 'gone');
      return [];
    });
    const lost = [...graphs].flatMap(([project, graph]) => {
      const right = this.#graphs.get(project);
      if (right && !right.has(stand(graph))) return [`the graph of ${project} is not the one that was saved last`];
      this.saved(project, graph);
      return [];
    });
    return [...things, ...lost];
  }
}

const stand = ({ nodes, edges }: Graph): string => JSON.stringify([nodes, edges]);
