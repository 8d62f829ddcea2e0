import type { Judged } from '#shared/training/judged-by.ts';
import { metricWords } from '#shared/training/metric-words.ts';
import { formatMetric } from './format.ts';

export const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** `validation accuracy 0.794`. */
export const judgedWords = ({ name, value }: Judged): string => `${metricWords(name)} ${formatMetric(value)}`;
