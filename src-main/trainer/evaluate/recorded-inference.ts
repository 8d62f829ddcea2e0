import type { RawValues } from '../batches/packed-reader.ts';
import { compareReplay } from '../loop/compare-replay.ts';
import { VariableSnapshot } from '../loop/variable-snapshot.ts';
import { feedOf } from '../recorder/feeds.ts';
import { GraphSession } from '../recorder/graph-session.ts';
import { NotRecordable } from '../recorder/not-recordable.ts';
import { proveSame } from '../recorder/prove.ts';
import { record } from '../recorder/recorder.ts';
import type { Recording } from '../recorder/recording.ts';
import type { Feed, Program } from '../recorder/write-program.ts';
import { inScope } from '../runtime/scope.ts';
import { tf } from '../runtime/tf.ts';

/** A batch as the function of tensors takes it. */
export interface Entered {
  /** In the order of the batch's values. */
  readonly arguments: readonly tf.Tensor[];
  readonly compute: () => readonly tf.Tensor[];
}

export interface InferenceOptions<Batch> {
  /** All that the function may read. It may change none of them. */
  readonly variables: ReadonlyMap<string, tf.Variable>;
  readonly valuesOf: (batch: Batch) => readonly RawValues[];
  /** Called in a scope of its own. */
  readonly enter: (batch: Batch) => Entered;
}

export interface Answer {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

type Known =
  /** Computed and written down once. */
  | { readonly is: 'recorded'; readonly program: Program }
  /** Replayed from here on. */
  | { readonly is: 'proven'; readonly session: GraphSession; readonly shapes: readonly (readonly number[])[] };

/** Each holds the weights once more: for full batches and one other size. */
const MOST_SESSIONS = 2;
const NAME = 'inference';
const TOO_FEW = 'there were too few batches for a recording to pay';

/**
 * What a network answers, for batches of any size. Of each size the first two batches are computed operation by operation
 * and written down, which costs no more than computing them; then the recording is proven on the second, and replayed for
 * all that follow. Where it can't be proven everything is computed, and `reason` says why.
 */
export class RecordedInference<Batch> {
  readonly #options: InferenceOptions<Batch>;
  /** By size; what was used last is last. */
  readonly #known = new Map<string, Known>();
  #refusal: string | null = null;
  #replayed = 0;

  constructor(options: InferenceOptions<Batch>) {
    this.#options = options;
  }

  /** How most was computed, so far. */
  get engine(): 'graph' | 'eager' {
    return this.#replayed > 0 ? 'graph' : 'eager';
  }

  /** Why nothing was replayed; null where something was. */
  get reason(): string | null {
    return this.#replayed > 0 ? null : (this.#refusal ?? TOO_FEW);
  }

  run(batch: Batch): Answer[] {
    const values = this.#options.valuesOf(batch);
    if (this.#refusal !== null) return this.#compute(batch);
    const key = values.map((each) => `${each.constructor.name} ${each.length}`).join();
    const known = this.#known.get(key);
    if (known?.is === 'proven') {
      this.#remember(key, known);
      this.#replayed++;
      return answers(known, values);
    }
    let written: { program: Program; answers: Answer[] };
    try {
      written = this.#record(batch, values);
    } catch (error) {
      if (!(error instanceof NotRecordable)) throw error;
      this.#refusal = error.message;
      return this.#compute(batch);
    }
    try {
      this.#remember(key, known ? this.#prove(known.program, written, batch) : { is: 'recorded', ...written });
    } catch (error) {
      // Whatever it was: the answers of this batch are computed already, and so will be those of the next.
      this.#refusal = error instanceof Error ? error.message : String(error);
      this.#forget();
    }
    return written.answers;
  }

  dispose(): void {
    this.#forget();
  }

  #compute(batch: Batch): Answer[] {
    return inScope(() => {
      const results = this.#options.enter(batch).compute();
      return results.map((tensor) => ({ shape: tensor.shape, values: Float32Array.from(tensor.dataSync()) }));
    });
  }

  #record(batch: Batch, values: readonly RawValues[]): { program: Program; answers: Answer[] } {
    return inScope(() => {
      const entered = this.#options.enter(batch);
      const named = new Map(entered.arguments.map((tensor, index) => [`argument ${index}`, tensor]));
      const feeds = new Map<string, Feed>(
        entered.arguments.map((tensor, index) => [`argument ${index}`, feedOf(tensor, values[index])]),
      );
      let shapes: (readonly number[])[] = [];
      const { recording, results } = record({ arguments: named, variables: this.#options.variables }, () => {
        const tensors = entered.compute();
        shapes = tensors.map(({ shape }) => shape);
        return tensors;
      });
      refuseChanges(recording);
      return {
        program: { recording, feeds },
        answers: results.map((each, index) => ({ shape: shapes[index] ?? [], values: each })),
      };
    });
  }

  /** A replay of the first recording has to give what the second batch gave. */
  #prove(program: Program, second: { program: Program; answers: Answer[] }, batch: Batch): Known {
    proveSame(program.recording, second.program.recording);
    const { variables, valuesOf } = this.#options;
    const session = GraphSession.open(new Map([[NAME, program]]), variables);
    const known: Known = { is: 'proven', session, shapes: second.answers.map(({ shape }) => shape) };
    const outcome = (given: readonly Answer[]) => [
      { results: given.map(({ values }) => values), variables: new Map() },
    ];
    try {
      compareReplay(outcome(second.answers), outcome(answers(known, valuesOf(batch))), () =>
        outcome(this.#perturbed(batch)),
      );
    } catch (error) {
      session.dispose();
      throw error;
    }
    return known;
  }

  /** What comes out when every weight is off by its last bit. */
  #perturbed(batch: Batch): Answer[] {
    const { variables } = this.#options;
    const before = new VariableSnapshot(variables);
    try {
      tf.tidy(() => {
        for (const variable of variables.values()) {
          if (variable.dtype === 'float32') variable.assign(variable.mul(1 + 2 ** -22));
        }
      });
      return this.#compute(batch);
    } finally {
      before.restore();
      before.dispose();
    }
  }

  #remember(key: string, known: Known): void {
    this.#known.delete(key);
    this.#known.set(key, known);
    const proven = [...this.#known].filter(([, each]) => each.is === 'proven');
    for (const [oldest, each] of proven.slice(0, Math.max(0, proven.length - MOST_SESSIONS))) {
      if (each.is === 'proven') each.session.dispose();
      this.#known.delete(oldest);
    }
  }

  #forget(): void {
    for (const each of this.#known.values()) if (each.is === 'proven') each.session.dispose();
    this.#known.clear();
  }
}

function answers({ session, shapes }: Extract<Known, { is: 'proven' }>, values: readonly RawValues[]): Answer[] {
  return session.run(NAME, values).map((each, index) => ({
    shape: shapes[index] ?? [],
    values: Float32Array.from(each),
  }));
}

/** A session that is set aside would take what it keeps with it. */
function refuseChanges({ operations, changes }: Recording): void {
  const isUpdate = operations.some(({ inputs }) => inputs.some(({ from }) => from === 'handle'));
  if (changes.length > 0 || isUpdate) throw new NotRecordable('it keeps something from one batch to the next');
}
