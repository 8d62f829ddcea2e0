import { Handle, Position } from '@xyflow/react';
import { portX } from '#shared/graph/node-size.ts';
import { labelRows, MOST_BESIDE } from './label-rows.ts';

interface NodeHandlesProps {
  readonly type: 'target' | 'source';
  /** Names of the ports, in their order. */
  readonly ports: readonly string[];
  /** How a port reads; its name where left out. */
  readonly titleOf?: (port: string) => string;
  /** Written beside each port where there are several. */
  readonly labelled: boolean;
  /** How many of them, the last ones, are rare. */
  readonly rare?: number | undefined;
}

/** The ports of a node on one side; where there are several, each says what it is. */
export function NodeHandles({ type, ports, titleOf = (port) => port, labelled, rare = 0 }: NodeHandlesProps) {
  const position = type === 'target' ? Position.Top : Position.Bottom;
  const isMany = ports.length > 1;
  // Names that don't fit beside each other, and rare ones, stand in rows outside the card while it is pointed at or selected.
  const often = ports.length - rare;
  const beside = often > MOST_BESIDE ? 0 : often;
  const places = ports.map((name, index) => ({ name, x: portX(index, ports.length, rare) }));
  const rows = labelRows(places.slice(beside));
  const outside = type === 'target' ? 'top' : 'bottom';
  return (
    <>
      {ports.map((port, index) => (
        <Handle
          key={port}
          type={type}
          id={port}
          position={position}
          className={index < often ? '' : 'rare'}
          style={{ left: places[index]?.x }}
          {...(isMany ? { 'data-tip': titleOf(port), 'aria-label': titleOf(port) } : {})}
        />
      ))}
      {isMany &&
        labelled &&
        ports.map((port, index) => (
          <span
            key={port}
            className={`port-label ${type}${index < beside ? '' : ' crowded'}`}
            style={{
              left: places[index]?.x,
              ...(index < beside ? { width: 210 / often } : { [outside]: -21 - 16 * (rows[index - beside] ?? 0) }),
            }}
          >
            {port}
          </span>
        ))}
    </>
  );
}
