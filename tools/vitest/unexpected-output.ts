/**
 * Fails a test that prints. A line on the console is either a mistake or something a test should expect by name:
 * a test that expects one replaces the method with `vi.spyOn(console, 'warn').mockImplementation(…)`.
 */
import { format } from 'node:util';
import { afterAll, afterEach, beforeEach } from 'vitest';

const METHODS = ['debug', 'info', 'log', 'warn', 'error'] as const;
let printed: string[] = [];

for (const method of METHODS) {
  console[method] = (...values: unknown[]) => {
    printed.push(`console.${method}: ${format(...values)}`);
  };
}

function failOnOutput(): void {
  const lines = printed;
  printed = [];
  if (lines.length > 0) throw new Error(`Unexpected console output:\n${lines.join('\n')}`);
}

// Before the first test too: what a module prints while it is imported counts.
beforeEach(failOnOutput);
afterEach(failOnOutput);
afterAll(failOnOutput);
