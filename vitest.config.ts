import { defineConfig } from 'vitest/config';

/** Tests that touch TensorFlow: two processes at a time, since each loads a native library of several hundred MB. */
const TENSOR_TESTS = '**/*.tensor.test.ts';
const NEVER = ['**/node_modules/**', 'out/**', 'dist/**', 'e2e/**'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          pool: 'threads',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...NEVER, TENSOR_TESTS, 'tools/tidy/**'],
          setupFiles: ['tools/vitest/unexpected-output.ts'],
          testTimeout: 20_000,
          hookTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'tensor',
          environment: 'node',
          pool: 'forks',
          maxWorkers: 2,
          include: [TENSOR_TESTS],
          exclude: NEVER,
          setupFiles: ['tools/vitest/unexpected-output.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          env: { TF_CPP_MIN_LOG_LEVEL: '2' },
        },
      },
      {
        test: {
          name: 'tidy',
          environment: 'node',
          pool: 'threads',
          include: ['tools/tidy/**/*.test.ts'],
          setupFiles: ['tools/vitest/unexpected-output.ts'],
        },
      },
    ],
  },
});
