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
}

/** The ports of a node on one side; where there are several, each says what it is. */
export function NodeHandles({ type, ports, titleOf = (port) => port, labelled }: NodeHandlesProps) {
  const position = type === 'target' ? Position.Top : Position.Bottom;
  const isMany = ports.length > 1;
  // Names that don't fit beside each other are shown in rows outside the card, while it is pointed at or selected.
  const isCrowded = ports.length > MOST_BESIDE;
  const rows = isCrowded ? labelRows(ports) : [];
  const outside = type === 'target' ? 'top' : 'bottom';
  return (
    <>
      {ports.map((port, index) => (
        <Handle
          key={port}
          type={type}
          id={port}
          position={position}
          style={{ left: portX(index, ports.length) }}
          {...(isMany ? { 'data-tip': titleOf(port), 'aria-label': titleOf(port) } : {})}
        />
      ))}
      {isMany &&
        labelled &&
        ports.map((port, index) => (
          <span
            key={port}
            className={`port-label ${type}${isCrowded ? ' crowded' : ''}`}
            style={{
              left: portX(index, ports.length),
              ...(isCrowded ? { [outside]: -21 - 16 * (rows[index] ?? 0) } : { width: 210 / ports.length }),
            }}
          >
            {port}
          </span>
        ))}
    </>
  );
}
