import type { AxisName, SymbolicTensor } from '#shared/shapes/symbolic.ts';

const LETTER: Readonly<Partial<Record<AxisName, string>>> = {
  height: 'h',
  width: 'w',
  depth: 'd',
  time: 't',
  channels: 'c',
};

/** A shape as it stands on an edge: `24h 24w 64c`, `128 features`. */
export function ShapeLabel({ tensor }: { tensor: SymbolicTensor }) {
  const [only, ...others] = tensor.dims;
  if (only && others.length === 0) {
    return (
      <>
        {only.size ?? '?'}
        <i> {only.axis === 'other' ? 'values' : only.axis}</i>
      </>
    );
  }
  return (
    <>
      {tensor.dims.map((dim, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a dimension is its position
        <span key={index}>
          {dim.size ?? '?'}
          <i>{LETTER[dim.axis] ?? ''}</i>
        </span>
      ))}
    </>
  );
}
