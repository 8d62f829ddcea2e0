import { balance, classAxis, focus, fromLogits, keras, type LossDefinition, labelSmoothing } from './definition.ts';

export const categoricalFocalCrossentropy = {
  name: 'categorical_focal_crossentropy',
  title: 'Categorical focal crossentropy',
  description: 'Crossentropy in which what is already right hardly counts: for classes that are rare or hard.',
  formula: 'loss = −α (1 − p)^γ ln p(true class)',
  source: keras('probabilistic_losses'),
  className: 'CategoricalFocalCrossentropy',
  settings: {
    alpha: balance,
    gamma: focus,
    from_logits: fromLogits,
    label_smoothing: labelSmoothing,
    axis: classAxis,
  },
  targets: ['category'],
  activations: ['softmax'],
} as const satisfies LossDefinition;
