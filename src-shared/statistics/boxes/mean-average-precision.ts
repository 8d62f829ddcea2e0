/** Two corners: x1, y1, x2, y2. */
export type Box = readonly [number, number, number, number];

export interface TrueBox {
  readonly image: number;
  readonly category: number;
  readonly box: Box;
}

export interface FoundBox extends TrueBox {
  readonly score: number;
}

export interface AveragePrecision {
  /** The mean over overlaps of 0.5 to 0.95, the mark by which detectors are compared. */
  readonly ap: number | null;
  readonly ap50: number | null;
  readonly ap75: number | null;
}

const OVERLAPS = Array.from({ length: 10 }, (_, index) => 0.5 + 0.05 * index);
/** Points of recall at which precision is read. */
const POINTS = 101;
/** Of each class and picture only the surest count. */
const MOST_FOUND = 100;

/**
 * Mean average precision as COCO counts it (101 points of recall, overlaps of 0.5 to 0.95, all areas, at most 100 boxes
 * a picture and class). Null without true boxes.
 */
export function meanAveragePrecision(truths: readonly TrueBox[], found: readonly FoundBox[]): AveragePrecision {
  const categories = [...new Set(truths.map(({ category }) => category))];
  const precisions = categories.map((category) => {
    const own = truths.filter((truth) => truth.category === category);
    const surest = mostSure(found.filter((each) => each.category === category));
    const pairs = overlapsOf(own, surest);
    return OVERLAPS.map((least) => averagePrecision(matched(own, surest, pairs, least), own.length));
  });
  const mean = (values: readonly number[]): number | null =>
    values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    ap: mean(precisions.flat()),
    ap50: mean(precisions.map((each) => each[0] ?? 0)),
    ap75: mean(precisions.map((each) => each[5] ?? 0)),
  };
}

/** `Map.groupBy`, which the window's oldest browser lacks. */
function groupedBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** The surest of each picture, all pictures together by their score. */
function mostSure(found: readonly FoundBox[]): FoundBox[] {
  const byImage = groupedBy(found, ({ image }) => image);
  // COCO goes through pictures in their order before it sorts, which decides between equal scores.
  const ordered = [...byImage].sort(([a], [b]) => a - b);
  return ordered
    .flatMap(([, each]) => each.toSorted((a, b) => b.score - a.score).slice(0, MOST_FOUND))
    .sort((a, b) => b.score - a.score);
}

/** Of each found box the true boxes of its picture, by place, and how far they overlap. */
function overlapsOf(
  truths: readonly TrueBox[],
  found: readonly FoundBox[],
): (readonly [place: number, iou: number])[][] {
  const places = groupedBy([...truths.keys()], (place) => truths[place]?.image);
  return found.map(({ image, box }) =>
    (places.get(image) ?? []).map((place) => [place, overlap(box, truths[place]?.box ?? [0, 0, 0, 0])] as const),
  );
}

/** Whether each found box, the surest first, finds a true box that no surer one has found. */
function matched(
  truths: readonly TrueBox[],
  found: readonly FoundBox[],
  pairs: readonly (readonly (readonly [place: number, iou: number])[])[],
  least: number,
): boolean[] {
  const taken = new Array<boolean>(truths.length).fill(false);
  return found.map((_, index) => {
    let best = Math.min(least, 1 - 1e-10);
    let match = -1;
    for (const [place, iou] of pairs[index] ?? []) {
      if (taken[place] || iou < best) continue;
      best = iou;
      match = place;
    }
    if (match >= 0) taken[match] = true;
    return match >= 0;
  });
}

function averagePrecision(hits: readonly boolean[], truths: number): number {
  const recalls: number[] = [];
  const precisions: number[] = [];
  let right = 0;
  for (const [index, hit] of hits.entries()) {
    if (hit) right += 1;
    recalls.push(right / truths);
    precisions.push(right / (index + 1));
  }
  // The best precision at this recall or a higher one.
  for (let index = precisions.length - 1; index > 0; index -= 1) {
    precisions[index - 1] = Math.max(precisions[index - 1] ?? 0, precisions[index] ?? 0);
  }
  let sum = 0;
  for (let point = 0; point < POINTS; point += 1) {
    const place = recalls.findIndex((recall) => recall >= point / (POINTS - 1));
    if (place >= 0) sum += precisions[place] ?? 0;
  }
  return sum / POINTS;
}

/** Shared area by area together. */
export function overlap(one: Box, other: Box): number {
  const width = Math.min(one[2], other[2]) - Math.max(one[0], other[0]);
  const height = Math.min(one[3], other[3]) - Math.max(one[1], other[1]);
  if (width <= 0 || height <= 0) return 0;
  const area = ([x1, y1, x2, y2]: Box): number => (x2 - x1) * (y2 - y1);
  return (width * height) / (area(one) + area(other) - width * height);
}
