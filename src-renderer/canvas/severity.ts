import { CircleAlert, Lightbulb, TriangleAlert } from 'lucide-react';
import type { Severity } from '#shared/graph/problems.ts';

export const severityIcon = { error: CircleAlert, warning: TriangleAlert, tip: Lightbulb } as const;
export const severityText: Readonly<Record<Severity, string>> = {
  error: 'bad-text',
  warning: 'warn-text',
  tip: 't3',
};
