import type { OptimizerConfigs } from '#shared/training/optimizers/index.ts';
import { tf } from '../../runtime/tf.ts';
import { adam } from './adam.ts';
import { coefficient, type Optimizer, type SlotOwner, slot, type Update } from './optimizer.ts';

/** Jordan, 2024, with the steps' size of Liu et al., 2025; what isn't a matrix of a layer takes AdamW's steps. */
export function muon(config: OptimizerConfigs['muon']): Optimizer {
  const { momentum: share, nesterov, rmsRate, adamRateRatio, adamWeightDecay, weightDecay, ...others } = config;
  const excluded = config.excludeLayers
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const adamw = adam({ ...others, amsgrad: false });
  const takesAdam = ({ path, shape }: SlotOwner): boolean =>
    shape.length !== 2 ||
    (config.excludeEmbeddings && path.toLowerCase().includes('embedding')) ||
    excluded.some((word) => path.includes(word));
  const forAdam = (update: Update): Update => ({
    ...update,
    coefficients: { rate: coefficient(update, 'adamRate') },
  });
  return {
    slots: [
      { name: 'momentum', start: 0 },
      // Whether a weight has it tells how it steps, as in Keras.
      { name: 'velocity', start: 0, shape: (weight) => (takesAdam(weight) ? weight.shape : null) },
    ],
    coefficients: ({ step, rate }) => ({
      rate,
      adamRate: adamw.coefficients({ step, rate: rate * adamRateRatio }).rate ?? 0,
      ...(adamWeightDecay === null ? {} : { adamDecay: 1 - adamWeightDecay * rate }),
    }),
    decay: ({ slots }) => {
      if (slots.velocity) return adamWeightDecay === null ? null : 'adamDecay';
      return weightDecay === null ? null : 'decay';
    },
    apply: (update) => {
      if (update.slots.velocity) {
        adamw.apply(forAdam(update));
        return;
      }
      const { variable, gradient } = update;
      const momentum = slot(update, 'momentum');
      momentum.assign(momentum.add(gradient.add(momentum.mul(share - 1))));
      const direction = orthogonal(nesterov ? gradient.add(momentum.mul(share)) : momentum, config);
      const step = direction.mul(coefficient(update, 'rate'));
      const length = rmsRate === null ? 1 : Math.sqrt(Math.max(...variable.shape)) * rmsRate;
      variable.assign(variable.sub(step.mul(length)));
    },
    fused: (update) => (update.slots.velocity ? (adamw.fused?.(forAdam(update)) ?? null) : null),
  };
}

/** The nearest orthogonal matrix, nearly: a quintic Newton–Schulz iteration that needs no decomposition. */
function orthogonal(matrix: tf.Tensor, { nsSteps, muonA, muonB, muonC }: OptimizerConfigs['muon']): tf.Tensor {
  const [rows = 0, columns = 0] = matrix.shape;
  const isTall = rows > columns;
  const wide = isTall ? matrix.transpose() : matrix;
  // Its largest singular value is 1 at most then.
  let x = wide.div(wide.square().sum().sqrt().add(1e-7));
  for (let step = 0; step < nsSteps; step += 1) {
    const square = tf.matMul(x, x, false, true);
    const further = square.mul(muonB).add(tf.matMul(square.mul(muonC), square));
    x = x.mul(muonA).add(tf.matMul(further, x));
  }
  return isTall ? x.transpose() : x;
}
