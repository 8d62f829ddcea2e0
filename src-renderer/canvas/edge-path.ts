interface Point {
  readonly x: number;
  readonly y: number;
}

export interface EdgePath {
  readonly path: string;
  /** Where the shape is written. */
  readonly label: Point;
}

/** How far an edge goes on from a port before it turns. */
const STUB = 11;
const RADIUS = 10;
/** Half a node: so far apart are two ports at most of nodes that stand below each other. */
const BESIDE = 108;

const moveTo = ({ x, y }: Point) => `M${x} ${y}`;
const lineTo = ({ x, y }: Point) => `L${x} ${y}`;

/** A path through these corners, each rounded as far as its legs allow. */
function rounded(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  let path = moveTo(first);
  for (const [index, corner] of rest.entries()) {
    const before = points[index];
    const after = rest[index + 1];
    if (!before || !after) {
      path += lineTo(corner);
      continue;
    }
    const legs = [before, after].map((end) => Math.hypot(end.x - corner.x, end.y - corner.y));
    const radius = Math.min(RADIUS, ...legs.map((leg) => leg / 2));
    const towards = (end: Point): Point => {
      const length = Math.hypot(end.x - corner.x, end.y - corner.y) || 1;
      return {
        x: corner.x + ((end.x - corner.x) / length) * radius,
        y: corner.y + ((end.y - corner.y) / length) * radius,
      };
    };
    const leave = towards(after);
    path += `${lineTo(towards(before))}Q${corner.x} ${corner.y} ${leave.x} ${leave.y}`;
  }
  return path;
}

const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

/**
 * From a node's bottom to another's top, in vertical and horizontal lines. `lane` is where the edge runs down beside
 * nodes that stand in the way; null for the direct way.
 */
export function edgePath(source: Point, target: Point, lane: number | null): EdgePath {
  const gap = target.y - source.y;
  const isStraight = Math.abs(source.x - target.x) < 1;
  const isUpwards = gap < (isStraight ? 1 : 8);
  if (lane !== null || isUpwards) {
    const x = lane ?? Math.max(source.x, target.x) + 130;
    const corners = [
      source,
      { x: source.x, y: source.y + STUB },
      { x, y: source.y + STUB },
      { x, y: target.y - STUB },
      { x: target.x, y: target.y - STUB },
      target,
    ];
    return { path: rounded(corners), label: { x, y: (source.y + target.y) / 2 } };
  }
  if (isStraight) return { path: rounded([source, target]), label: middle(source, target) };
  // A branch turns right below its source, and runs down beside what it passes.
  const stub = Math.min(STUB, gap / 2);
  // So does a way to another port of the node below: above that may stand the name of a group.
  const goesOut = source.x < target.x || source.x - target.x < BESIDE;
  const turn = goesOut ? source.y + stub : target.y - stub;
  const outer = Math.max(source.x, target.x);
  const corners = [source, { x: source.x, y: turn }, { x: target.x, y: turn }, target];
  const other = goesOut ? target.y : source.y;
  return { path: rounded(corners), label: { x: goesOut ? target.x : outer, y: (turn + other) / 2 } };
}

interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** Where an edge must run to pass the nodes between its ends; null where nothing is in the way. */
export function laneBeside(source: Point, target: Point, boxes: readonly Box[]): number | null {
  let lane: number | null = null;
  if (Math.abs(source.x - target.x) >= 1) return null;
  for (const box of boxes) {
    const between = box.y + box.height > source.y + 1 && box.y < target.y - 1;
    const across = box.x < source.x && box.x + box.width > source.x;
    if (between && across) lane = Math.max(lane ?? Number.NEGATIVE_INFINITY, box.x + box.width + 20);
  }
  return lane;
}
