import { afterEach, beforeEach, expect, test } from 'vitest';
import { backend } from '../runtime/kernels.ts';
import { uniform } from '../runtime/random.ts';
import { inScope } from '../runtime/scope.ts';
import { tf } from '../runtime/tf.ts';
import { GraphSession } from './graph-session.ts';
import { NotRecordable } from './not-recordable.ts';
import { proveSame } from './prove.ts';
import { type Recorded, record } from './recorder.ts';
import type { Program } from './write-program.ts';

let weight: tf.Variable;
let other: tf.Variable;
beforeEach(() => {
  weight = tf.tensor1d([1, 2, 3]).variable();
  other = tf.tensor1d([10, 20, 30]).variable();
});
afterEach(() => tf.dispose([weight, other]));

type Step = (x: tf.Tensor) => tf.Tensor;

const variables = () =>
  new Map([
    ['weight', weight],
    ['other', other],
  ]);

function recordAt(values: number[], step: Step): Recorded {
  return inScope(() => {
    const x = tf.tensor1d(values);
    return record({ arguments: new Map([['x', x]]), variables: variables() }, () => [step(x)]);
  });
}

const programOf = ({ recording }: Recorded): Program => {
  const { TF_FLOAT } = backend().binding;
  return { recording, feeds: new Map([['x', { shape: [3], type: TF_FLOAT, recordedType: TF_FLOAT }]]) };
};

function replay(recorded: Recorded): GraphSession {
  return GraphSession.open(new Map([['step', programOf(recorded)]]), variables());
}

const run = (session: GraphSession, ...values: number[]): number[] => [
  ...(session.run('step', [Float32Array.from(values)])[0] ?? []),
];

test('what was recorded once computes from what it is fed and from what its variables hold', () => {
  const recorded = recordAt([1, 1, 1], (x) => {
    const result = weight.mul(x).sum();
    weight.assign(weight.add(x));
    return result;
  });
  expect([...weight.dataSync()]).toEqual([2, 3, 4]);
  weight.assign(tf.tensor1d([1, 2, 3]));
  const session = replay(recorded);
  expect(run(session, 1, 0, 0)).toEqual([1]);
  expect(run(session, 0, 10, 0)).toEqual([20]);
  expect(run(session, 1, 1, 1)).toEqual([2 + 12 + 3]);
  session.pull();
  expect([...weight.dataSync()]).toEqual([3, 13, 4]);
  weight.assign(tf.tensor1d([100, 0, 0]));
  session.push();
  expect(run(session, 1, 0, 0)).toEqual([100]);
  session.dispose();
});

test('variables that change by each other change at once', () => {
  const recorded = recordAt([0, 0, 0], (x) => {
    const [one, two] = [weight.clone(), other.clone()];
    weight.assign(two);
    other.assign(one);
    return x.sum();
  });
  const session = replay(recorded);
  run(session, 0, 0, 0);
  session.pull();
  // Swapped while it was recorded, and back.
  expect([...weight.dataSync()]).toEqual([1, 2, 3]);
  expect([...other.dataSync()]).toEqual([10, 20, 30]);
  session.dispose();
});

test('a batch of another size is refused before anything is changed', () => {
  const recorded = recordAt([1, 1, 1], (x) => {
    weight.assign(weight.add(x));
    return x.sum();
  });
  const session = replay(recorded);
  expect(() => run(session, 1, 2)).toThrow(/shape/i);
  session.pull();
  expect([...weight.dataSync()]).toEqual([2, 3, 4]);
  session.dispose();
});

test('a value that is read in JavaScript is found', () => {
  const reading: Step = (x) => {
    const largest = Math.max(...x.mul(2).dataSync());
    return x.div(largest);
  };
  expect(() => recordAt([1, 2, 3], reading)).toThrow(NotRecordable);
  expect(() => recordAt([1, 2, 3], (x) => x.add(weight.dataSync()[0] ?? 0))).toThrow(/is read/);
  // What is read has nothing to do with the step.
  expect(() => recordAt([1, 2, 3], (x) => x.add(tf.scalar(2).dataSync()[0] ?? 0))).not.toThrow();
  // Nothing is watched any more.
  expect(tf.tidy(() => tf.scalar(2).add(1).dataSync()[0])).toBe(3);
});

const twice = (step: Step, second: number[] = [4, 5, 6]): (() => void) => {
  const [first, again] = [recordAt([1, 2, 3], step), recordAt(second, step)];
  return () => proveSame(first.recording, again.recording);
};

test('a number that JavaScript counts from step to step is found', () => {
  let steps = 0;
  expect(twice((x) => x.mul(1 / ++steps))).toThrow(/computed in JavaScript.*changes from step to step/);
  expect(twice((x) => x.mul(0.5))).not.toThrow();
});

test('random numbers drawn by a counter in JavaScript are found, those drawn by a tensor are not', () => {
  let steps = 0;
  expect(twice((x) => x.add(uniform([3], 7, ++steps)))).toThrow(NotRecordable);
  expect(twice((x) => x.add(uniform([3], 7, x.sum().cast('int32'))))).not.toThrow();
  expect(twice((x) => x.add(tf.randomUniform([3])))).toThrow(NotRecordable);
});

test('a step that does other things from time to time is found', () => {
  let steps = 0;
  expect(twice((x) => (++steps % 2 === 0 ? x.exp() : x.log()))).toThrow(/other operations/);
  expect(twice((x) => x.sum(++steps % 2 === 0 ? [0] : [], true))).toThrow(NotRecordable);
  expect(
    twice((x) => {
      if (++steps % 2 === 0) weight.assign(weight.add(x));
      return x.sum();
    }),
  ).toThrow(NotRecordable);
});

test('what changes how an operation is done, and not which, is found', () => {
  let steps = 0;
  const square = (x: tf.Tensor) => x.reshape([1, 3]).mul(x.reshape([3, 1])) as tf.Tensor2D;
  const turned: Step = (x) => tf.matMul(square(x), square(weight), ++steps % 2 === 0, false);
  expect(twice(turned)).toThrow(/MatMul.* changes its attributes/);
  const swapped: Step = (x) => (++steps % 2 === 0 ? x.sub(weight) : weight.sub(x));
  expect(twice(swapped)).toThrow(/takes its values from elsewhere/);
});

test('other variables, or more of them, that change from time to time are found', () => {
  let steps = 0;
  const eitherOf = (x: tf.Tensor) => (++steps % 2 === 0 ? weight : other).assign(x.clone() as tf.Tensor1D);
  expect(
    twice((x) => {
      eitherOf(x);
      return x;
    }),
  ).toThrow(/changes in some steps only/);
  expect(
    twice((x) => {
      if (++steps % 2 === 0) weight.assign(x.clone() as tf.Tensor1D);
      return x;
    }),
  ).toThrow(/other variables change|in some steps only/);
});

test('operations that only one of two steps needs are found', () => {
  let steps = 0;
  const longer: Step = (x) => {
    const more = x.exp();
    return ++steps % 2 === 0 ? x.log() : x.log().add(more.mul(0));
  };
  expect(twice(longer)).toThrow(/other operations/);
});

test('a variable that the recorder was not told of is found once it changes', () => {
  const hidden = tf.scalar(1).variable();
  const counting: Step = (x) => {
    hidden.assign(hidden.add(1));
    return x.mul(hidden);
  };
  expect(twice(counting)).toThrow(/changes from step to step/);
  hidden.dispose();
});

test('nothing is left over', () => {
  const before = tf.memory().numTensors;
  replay(recordAt([1, 2, 3], (x) => weight.mul(x).sum())).dispose();
  expect(() => recordAt([1, 2, 3], (x) => x.add(weight.dataSync()[0] ?? 0))).toThrow();
  expect(tf.memory().numTensors).toBe(before);
});
