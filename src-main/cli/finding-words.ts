import type { Finding } from '#shared/training/health/finding.ts';

/** What was noticed, and what to try, on lines of their own. */
export const findingWords = ({ title, text, tries }: Finding): string =>
  [`! ${title}. ${text}`, ...tries.map((one) => `  - ${one.text}`)].join('\n');
