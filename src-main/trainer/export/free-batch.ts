import { AppError } from '#shared/util/app-error.ts';
import type { RecordedConstant, RecordedInput, Recording } from './record-forward.ts';

/**
 * Makes a recording independent of its batch size: two recordings of different sizes differ only in the target shapes
 * of reshapes, where the one number that depends on it becomes −1. Anything else that differs can't be written.
 */
export function freeBatch(one: Recording, other: Recording): Recording {
  if (one.operations.length !== other.operations.length) throw depends('the number of operations');
  const operations = one.operations.map((operation, index) => {
    const twin = other.operations[index];
    if (twin?.name !== operation.name) throw depends(operation.name);
    const inputs = operation.inputs.map((input, position) => {
      const compared = twin.inputs[position];
      if (input.from !== 'constant' || compared?.from !== 'constant') {
        if (!sameSource(input, compared)) throw depends(operation.name);
        return input;
      }
      const differing = differences(input.constant, compared.constant);
      if (differing.length === 0) return input;
      const [only] = differing;
      if (operation.name !== 'Reshape' || differing.length > 1 || only === undefined) throw depends(operation.name);
      const values = Int32Array.from(input.constant.values);
      values[only] = -1;
      return { from: 'constant' as const, constant: { ...input.constant, values } };
    });
    return { ...operation, inputs };
  });
  return { operations, results: one.results };
}

function sameSource(one: RecordedInput, other: RecordedInput | undefined): boolean {
  return one.from !== 'constant' && JSON.stringify(one) === JSON.stringify(other);
}

function differences(one: RecordedConstant, other: RecordedConstant): number[] {
  if (one.values.length !== other.values.length) return [-1, -1];
  const positions: number[] = [];
  for (const [index, value] of one.values.entries()) if (value !== other.values[index]) positions.push(index);
  return positions;
}

function depends(operation: string): AppError {
  const message = `The model can't be written as a graph: its operation ${operation} depends on the batch size.`;
  return new AppError('NOT_SUPPORTED', message, { operation });
}
