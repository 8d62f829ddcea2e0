import { type NodeHandle, Position } from '@xyflow/react';
import { portX } from '#shared/graph/node-size.ts';

const SIZE = 6;

/** Where edges begin and end, told beforehand: so that React Flow need not draw a layer out of sight to find out. */
export function handlesAt(inputs: readonly string[], outputs: readonly string[], height: number): NodeHandle[] {
  const handle = (id: string, index: number, count: number) => ({
    ...{ id, width: SIZE, height: SIZE },
    x: portX(index, count) - SIZE / 2,
  });
  return [
    ...inputs.map((id, index): NodeHandle => {
      return { ...handle(id, index, inputs.length), type: 'target', position: Position.Top, y: -SIZE / 2 };
    }),
    ...outputs.map((id, index): NodeHandle => {
      return { ...handle(id, index, outputs.length), type: 'source', position: Position.Bottom, y: height - SIZE / 2 };
    }),
  ];
}
