import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Notice, notice } from '#shared/contract/requests/help.ts';
import { writeFileAtomically } from '../atomic-file.ts';
import type { Home } from '../home.ts';
import { Topic } from '../topic.ts';

const file = z.object({ notices: z.array(notice) });

/** What a person has to be told until they say that they have read it. Kept in a file: it tells of the database, too. */
export class Notices {
  readonly #path: string;
  #all: Notice[];
  #changed = new Topic<null>();

  constructor(home: Home) {
    this.#path = join(home.rescued, 'notices.json');
    this.#all = read(this.#path);
  }

  list(): Notice[] {
    return [...this.#all];
  }

  async add(added: Notice): Promise<void> {
    await this.#keep([...this.#all, added]);
  }

  async dismiss(id: string): Promise<void> {
    await this.#keep(this.#all.filter((each) => each.id !== id));
  }

  async *watch(signal?: AbortSignal): AsyncGenerator<{ notices: Notice[] }, void, void> {
    let wake = Promise.withResolvers<void>();
    const ring = () => wake.resolve();
    const end = this.#changed.listen(ring);
    signal?.addEventListener('abort', ring, { once: true });
    try {
      while (!signal?.aborted) {
        wake = Promise.withResolvers<void>();
        yield { notices: this.list() };
        await wake.promise;
      }
    } finally {
      end();
      signal?.removeEventListener('abort', ring);
    }
  }

  async #keep(next: Notice[]): Promise<void> {
    this.#all = next;
    this.#changed.emit(null);
    await writeFileAtomically(this.#path, JSON.stringify({ notices: next }, null, 2));
  }
}

function read(path: string): Notice[] {
  try {
    return file.parse(JSON.parse(readFileSync(path, 'utf8'))).notices;
  } catch {
    return [];
  }
}
