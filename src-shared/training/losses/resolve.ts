import type { Column } from '../../data/types.ts';
import { type LossChoice, type LossConfig, type LossName, lossConfig } from './index.ts';

/** What an output learns, as far as it decides how. */
export interface LearnedTarget {
  readonly type: Column['type'];
  readonly activation: string;
  /** Of the output's last dimension; null while it is not known. */
  readonly width: number | null;
  /** How many classes there are; 0 for what is not a category. */
  readonly classes: number;
}

/** The loss with its settings; `auto` follows what is learnt and the output's activation. */
export function resolveLoss(choice: LossChoice, target: LearnedTarget): LossConfig {
  return choice.name === 'auto' ? lossConfig.parse({ name: usualLoss(target) }) : (choice as LossConfig);
}

function usualLoss({ type, activation, width, classes }: LearnedTarget): LossName {
  if (type === 'category') return width === 1 && classes === 2 ? 'binary_crossentropy' : 'categorical_crossentropy';
  if (type === 'boxes') return 'giou';
  return type === 'image' && activation === 'sigmoid' ? 'binary_crossentropy' : 'mean_squared_error';
}
