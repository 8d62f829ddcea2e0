import { getMetric, metricNames } from './metrics/index.ts';

/**
 * A metric's name in curves as a person reads it: `val_out_accuracy` is `validation accuracy of out`. `loss` stays what
 * it is.
 */
export function metricWords(key: string): string {
  const isValidation = key.startsWith('val_');
  const own = isValidation ? key.slice(4) : key;
  const { output, title } = partsOf(own);
  return `${isValidation ? 'validation ' : ''}${title}${output === null ? '' : ` of ${output}`}`;
}

function partsOf(own: string): { readonly output: string | null; readonly title: string } {
  const known = [...metricNames, 'loss', 'learning_rate'].sort((a, b) => b.length - a.length);
  const name = known.find((each) => own === each || own.endsWith(`_${each}`) || own.match(`(^|_)${each}_\\d+$`));
  if (!name) return { output: null, title: own.replaceAll('_', ' ') };
  const at = own.lastIndexOf(name);
  const output = at > 0 ? own.slice(0, at - 1) : null;
  const number = own.slice(at + name.length).replace('_', ' ');
  return { output, title: `${titleOf(name)}${number}` };
}

function titleOf(name: string): string {
  const metric = metricNames.find((each) => each === name);
  return metric ? lowerFirst(getMetric(metric).title) : name.replaceAll('_', ' ');
}

/** Abbreviations keep their capitals. */
const lowerFirst = (title: string): string =>
  /^[A-Z][a-z]/.test(title) ? `${title.charAt(0).toLowerCase()}${title.slice(1)}` : title;
