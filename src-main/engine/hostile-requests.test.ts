import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { contract } from '#shared/contract/contract.ts';
import { seededRandom } from '#shared/data/seeded-random.ts';
import { recordAttack } from '../../tools/vitest/attacks.ts';
import { bytePlaces, jsonOf, mutationsOf } from './testing/hostile/mutations.ts';
import { type Answer, isProper, RawClient } from './testing/hostile/raw-client.ts';
import { requestsOf } from './testing/hostile/requests-of.ts';
import { type RunningEngine, runEngineWithData } from './testing/hostile/running-engine.ts';
import { validInputs } from './testing/hostile/valid-input.ts';

/** `STRATA_FUZZ=all` tries every mutation; otherwise as many of each request, drawn with `STRATA_SEED`. */
const LIMIT = process.env.STRATA_FUZZ === 'all' ? Number.POSITIVE_INFINITY : 80;
const SEED = Number(process.env.STRATA_SEED ?? 7);
const MAX_MEMORY = 900 * 2 ** 20;

let engine: RunningEngine;
beforeAll(async () => {
  engine = await runEngineWithData();
}, 60_000);
afterAll(() => engine.close());

const hintsFor = (request: string) => (key: string, schema: z.core.$ZodType) => {
  const { type } = (schema as z.core.$ZodTypes)._zod.def;
  return engine.known[`${request} ${key}`] ?? (type === 'string' ? engine.known[key] : undefined);
};

/** Last, so that the others find what they ask for. */
const removes = ({ name }: { name: string }) => /remove|trash|delete|empty/i.test(name);
const requests = requestsOf(contract).sort((a, b) => Number(removes(a)) - Number(removes(b)));

for (const { name, input } of requests) {
  test(`${name} survives any input`, { timeout: 300_000 }, async ({ task }) => {
    const client = new RawClient(await engine.attach(), name === 'datasets.import' ? 3000 : 50);
    const faults: string[] = [];
    const ask = async (base: unknown, what: string, json: string | null): Promise<Answer> => {
      const places = bytePlaces(base);
      const answer = await client.ask(name, json, places.length > 0 ? { places, data: new Uint8Array(64) } : null);
      if (!isProper(answer)) faults.push(`${what}: ${answer} for ${json?.slice(0, 100)}, seed ${SEED}`);
      return answer;
    };

    const bases = input ? validInputs(input, hintsFor(name)) : [null];
    const valid: Answer[] = [];
    for (const base of bases) valid.push(await ask(base, 'valid', input ? jsonOf(base) : null));
    // A new request whose fields are not known in runEngineWithData would be tried at its door only.
    expect(valid.filter((answer) => answer !== 'not parsed')).not.toEqual([]);

    const mutations = bases.flatMap((base) => mutationsOf(base).map((mutation) => ({ base, ...mutation })));
    const chosen = seededRandom(SEED).shuffle(mutations).slice(0, LIMIT);
    let refused = 0;
    let harmless = 0;
    for (const { base, what, json } of chosen) {
      const answer = await ask(base, what, json);
      if (answer === 'ok') harmless++;
      else if (isProper(answer)) refused++;
      if (client.closed) break;
    }
    client.close();
    expect(faults).toEqual([]);
    expect(engine.unexpected()).toEqual([]);
    recordAttack({ task }, 'malformed input to every request of the contract', chosen.length, refused, harmless);
    await engine.client.projects.list();
    expect(engine.memory()?.most ?? 0).toBeLessThan(MAX_MEMORY);
  });
}
