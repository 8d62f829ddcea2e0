import { NotRecordable } from './not-recordable.ts';
import { neededOperations, type RecordedConstant, type Recording, type Value } from './recording.ts';

/**
 * Compares two recordings of one function, made at different moments with different data. What differs was computed in
 * JavaScript from something that no input of the graph tells it: it would stay as it was at the first moment.
 *
 * @throws NotRecordable
 */
export function proveSame(one: Recording, other: Recording): void {
  const needed = neededOperations(one);
  if (!equalSets(needed, neededOperations(other)))
    throw new NotRecordable('it does other operations from step to step');
  for (const index of needed) {
    const [first, second] = [one.operations[index], other.operations[index]];
    if (!first || !second || first.name !== second.name || first.inputs.length !== second.inputs.length) {
      throw new NotRecordable(`it does other operations from step to step (${first?.name}, then ${second?.name})`);
    }
    if (JSON.stringify(first.attributes) !== JSON.stringify(second.attributes)) {
      throw new NotRecordable(`the operation ${first.name} changes its attributes from step to step`);
    }
    for (const [position, value] of first.inputs.entries()) {
      requireSame(value, second.inputs[position], first.name);
    }
    for (const [position, { value }] of (first.before ?? []).entries()) {
      requireSame(value, second.before?.[position]?.value, first.name);
    }
  }
  for (const [position, { value }] of one.results.entries())
    requireSame(value, other.results[position]?.value, 'result');
  for (const [position, { variable, value }] of one.changes.entries()) {
    const twin = other.changes[position];
    if (twin?.variable !== variable) throw new NotRecordable(`${variable} changes in some steps only`);
    requireSame(value, twin.value, variable);
  }
  if (one.changes.length !== other.changes.length) throw new NotRecordable('other variables change from step to step');
}

function requireSame(one: Value, other: Value | undefined, where: string): void {
  if (one.from === 'constant' && other?.from === 'constant') {
    if (equalConstants(one.constant, other.constant)) return;
    throw new NotRecordable(`a number computed in JavaScript (for ${where}) changes from step to step`);
  }
  if (JSON.stringify(one) === JSON.stringify(other)) return;
  throw new NotRecordable(`${where} takes its values from elsewhere from step to step`);
}

/** Byte by byte: NaN equals itself then, and zeros of different sign differ. */
function equalConstants(one: RecordedConstant, other: RecordedConstant): boolean {
  return one.type === other.type && one.shape.join() === other.shape.join() && bytesOf(one).equals(bytesOf(other));
}

const bytesOf = ({ values }: RecordedConstant): Buffer =>
  Buffer.from(values.buffer, values.byteOffset, values.byteLength);

const equalSets = (one: ReadonlySet<number>, other: ReadonlySet<number>): boolean =>
  one.size === other.size && [...one].every((value) => other.has(value));
