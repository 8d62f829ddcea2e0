interface Point {
  readonly x: number;
  readonly y: number;
}

export interface EdgePath {
  readonly path: string;
  /** Where the shape is written. */
  readonly label: Point;
  /** It is written to the right of the edge, which runs close beside layers. */
  readonly isBeside: boolean;
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

/** Whether an edge turns right below its source, and runs down where its target is. */
const isOutwards = (source: Point, target: Point): boolean => source.x < target.x || source.x - target.x < BESIDE;

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
    return { path: rounded(corners), label: { x, y: (source.y + target.y) / 2 }, isBeside: true };
  }
  if (isStraight) return { path: rounded([source, target]), label: middle(source, target), isBeside: false };
  // A branch turns right below its source, and runs down beside what it passes.
  const stub = Math.min(STUB, gap / 2);
  // So does a way to another port of the node below: above that may stand the name of a group.
  const goesOut = isOutwards(source, target);
  const turn = goesOut ? source.y + stub : target.y - stub;
  const outer = Math.max(source.x, target.x);
  const corners = [source, { x: source.x, y: turn }, { x: target.x, y: turn }, target];
  const other = goesOut ? target.y : source.y;
  return { path: rounded(corners), label: { x: goesOut ? target.x : outer, y: (turn + other) / 2 }, isBeside: false };
}

interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** From a layer to an edge that passes it, and from one such edge to the next. */
const CLEAR = 20;
const TRACK = 8;
/** So many run beside each other before the next column begins. */
const TRACKS = 3;

/** Where an edge must run to pass the nodes between its ends; null where nothing is in the way. */
export function laneBeside(source: Point, target: Point, boxes: readonly Box[]): number | null {
  const between = boxes.filter((box) => box.y + box.height > source.y + 1 && box.y < target.y - 1);
  if (between.length === 0) return null;
  const direct = isOutwards(source, target) ? target.x : source.x;
  let x = direct;
  // What stands right of what was passed may be in the way as well.
  for (;;) {
    const inTheWay = between.filter((box) => box.x < x + 1 && box.x + box.width > x - 1);
    if (inTheWay.length === 0) break;
    x = Math.max(...inTheWay.map((box) => box.x + box.width)) + CLEAR;
  }
  return x === direct ? null : x;
}

interface Way {
  readonly lane: number | null;
  readonly from: number;
  readonly to: number;
}

/** Edges that would run down in the same lane beside each other instead, the longer ones outside. */
export function spreadLanes(ways: readonly Way[]): (number | null)[] {
  const lanes = ways.map(({ lane }) => lane);
  const length = (index: number) => (ways[index]?.to ?? 0) - (ways[index]?.from ?? 0);
  const inner: { readonly at: number; readonly from: number; readonly to: number; readonly track: number }[] = [];
  const order = ways.flatMap(({ lane }, index) => (lane === null ? [] : [index])).sort((a, b) => length(a) - length(b));
  for (const index of order) {
    const way = ways[index];
    if (!way || way.lane === null) continue;
    const beside = inner.filter(({ at, from, to }) => at === way.lane && from < way.to && to > way.from);
    const track = beside.length === 0 ? 0 : (Math.max(...beside.map((each) => each.track)) + 1) % TRACKS;
    inner.push({ at: way.lane, from: way.from, to: way.to, track });
    lanes[index] = way.lane + track * TRACK;
  }
  return lanes;
}
