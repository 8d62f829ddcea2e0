import { axisLetter, formatNamedShape } from '#shared/shapes/format.ts';
import type { SymbolicTensor } from '#shared/shapes/symbolic.ts';

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
          <i>{axisLetter(dim.axis)}</i>
        </span>
      ))}
    </>
  );
}

/** The same where there is room: under its sizes, what each of them is. */
export function NamedShape({ tensor }: { tensor: SymbolicTensor | null }) {
  if (!tensor || tensor.dims.length === 0) return <div className="mono">{tensor ? 'scalar' : '–'}</div>;
  return (
    <div className="named-shape" data-tip={`batch × ${formatNamedShape(tensor)}`}>
      {tensor.dims.map(({ size, axis }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a dimension is its position
        <span key={index}>
          <b className="mono">{size ?? '?'}</b>
          {axis !== 'other' && <i>{axis}</i>}
        </span>
      ))}
    </div>
  );
}
