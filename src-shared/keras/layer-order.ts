/** One call of a layer, and the calls that it takes its inputs from. */
export interface OrderedCall {
  /** The layer's name. */
  readonly owner: string;
  readonly inbound: readonly string[];
}

/**
 * The order in which Keras lists a model's layers whatever the order in its file, and by which it names the groups of their
 * weights (`map_graph` of keras/src/ops/function.py): by their distance from the outputs, farthest first, then as they are
 * met going back from the outputs. `outputs`: keys of calls in the model's order. Gives names of layers.
 */
export function kerasLayerOrder(layers: ReadonlyMap<string, OrderedCall>, outputs: readonly string[]): string[] {
  const { finished, met } = goBack(layers, outputs);
  const depths = new Map<string, number>();
  const layerDepths = new Map<string, number>();
  for (const id of finished.toReversed()) {
    const layer = layers.get(id);
    if (!layer) continue;
    // A layer that is called several times stands where its farthest call does.
    const depth = Math.max(depths.get(id) ?? 0, layerDepths.get(layer.owner) ?? 0);
    layerDepths.set(layer.owner, depth);
    for (const from of layer.inbound) depths.set(from, Math.max(depth + 1, depths.get(from) ?? 0));
  }
  const place = new Map(met.map((name, index) => [name, index]));
  return [...layerDepths.keys()].sort(
    (a, b) => (layerDepths.get(b) ?? 0) - (layerDepths.get(a) ?? 0) || (place.get(a) ?? 0) - (place.get(b) ?? 0),
  );
}

/** Depth first, without recursion: a chain may be thousands of layers long. */
function goBack(layers: ReadonlyMap<string, OrderedCall>, outputs: readonly string[]) {
  const finished: string[] = [];
  const met = new Set<string>();
  const seen = new Set<string>();
  for (const output of outputs) {
    const stack = [{ id: output, next: 0 }];
    while (stack.length > 0) {
      const top = stack.at(-1);
      const layer = top && layers.get(top.id);
      if (!top || !layer) {
        stack.pop();
        continue;
      }
      if (top.next === 0 && seen.has(top.id)) {
        stack.pop();
        continue;
      }
      seen.add(top.id);
      met.add(layer.owner);
      const from = layer.inbound[top.next];
      top.next += 1;
      if (from !== undefined) {
        if (!seen.has(from)) stack.push({ id: from, next: 0 });
      } else {
        finished.push(top.id);
        stack.pop();
      }
    }
  }
  return { finished, met: [...met] };
}
