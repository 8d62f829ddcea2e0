import { z } from 'zod';

/** Settings that several metrics have. */
export const threshold = z.number().min(0).max(1).default(0.5).meta({
  title: 'Threshold',
  description: 'What is above it counts as yes.',
});

export const k = z.int().min(1).max(1000).default(5).meta({
  title: 'k',
  description: 'How many of the strongest classes may hold the right one.',
});

export const classId = z.int().min(0).max(1_000_000).nullable().default(null).meta({
  title: 'Class',
  description: 'The number of the one class that is judged; left empty, all together.',
  whenEmpty: 'all',
});

export const ignoredClass = z.int().min(-1).max(1_000_000).nullable().default(null).meta({
  title: 'Ignored class',
  description: 'The number of a class that is not counted where it is the truth, such as an unlabelled border.',
  whenEmpty: 'none',
});

export const average = z.enum(['macro', 'micro', 'weighted']).default('macro').meta({
  title: 'Average',
  description: 'macro: each class counts the same; micro: each answer does; weighted: each class by its samples.',
});
