import { type NodeHandle, Position } from '@xyflow/react';
import { type NodePorts, portX } from '#shared/graph/node-size.ts';

const SIZE = 6;

/** Where edges begin and end, told beforehand: so that React Flow need not draw a layer out of sight to find out. */
export function handlesAt({ inputs, outputs, rare = 0 }: NodePorts, height: number): NodeHandle[] {
  const handle = (id: string, x: number) => ({
    ...{ id, width: SIZE, height: SIZE },
    x: x - SIZE / 2,
  });
  return [
    ...inputs.map((id, index): NodeHandle => {
      return { ...handle(id, portX(index, inputs.length, rare)), type: 'target', position: Position.Top, y: -SIZE / 2 };
    }),
    ...outputs.map((id, index): NodeHandle => {
      return {
        ...handle(id, portX(index, outputs.length)),
        type: 'source',
        position: Position.Bottom,
        y: height - SIZE / 2,
      };
    }),
  ];
}
