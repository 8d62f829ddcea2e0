import { describe, expect, it } from 'vitest';
import { edgePath, laneBeside, spreadLanes } from './edge-path.ts';

describe('edgePath', () => {
  it('goes straight down to a node below', () => {
    expect(edgePath({ x: 100, y: 0 }, { x: 100, y: 60 }, null)).toEqual({
      path: 'M100 0L100 60',
      label: { x: 100, y: 30 },
      isBeside: false,
    });
  });
  it('goes straight through a small gap, too', () => {
    expect(edgePath({ x: 0, y: 0 }, { x: 0, y: 14 }, null).path).toBe('M0 0L0 14');
  });
  it('turns right below its source for a branch, so that it passes beside what follows', () => {
    const { path, label } = edgePath({ x: 0, y: 0 }, { x: 250, y: 200 }, null);
    expect(path.startsWith('M0 0L0 5.5Q0 11 5.5 11L')).toBe(true);
    expect(label.x).toBe(250);
  });
  it('comes back right above its target', () => {
    const { path } = edgePath({ x: 250, y: 0 }, { x: 0, y: 200 }, null);
    expect(path).toContain('Q250 189 240 189');
  });
  it('has no broken numbers where ends meet', () => {
    for (const target of [
      { x: 0, y: 0 },
      { x: 0, y: -50 },
      { x: 1, y: 5 },
    ]) {
      expect(edgePath({ x: 0, y: 0 }, target, null).path).not.toContain('NaN');
    }
  });
});

describe('laneBeside', () => {
  const box = { x: -108, y: 60, width: 216, height: 40 };
  it('is beside the nodes that stand between', () => {
    expect(laneBeside({ x: 0, y: 40 }, { x: 0, y: 200 }, [box])).toBe(128);
  });
  it('is not needed where nothing stands between', () => {
    expect(laneBeside({ x: 0, y: 40 }, { x: 0, y: 55 }, [box])).toBeNull();
    expect(laneBeside({ x: 400, y: 40 }, { x: 400, y: 200 }, [box])).toBeNull();
  });
  it('is beside them for another port of the layer below, too, and beside what stands next to them', () => {
    expect(laneBeside({ x: 0, y: 40 }, { x: 54, y: 200 }, [box])).toBe(128);
    expect(laneBeside({ x: 0, y: 40 }, { x: -54, y: 200 }, [box])).toBe(128);
    const beside = { ...box, x: 116 };
    expect(laneBeside({ x: 0, y: 40 }, { x: 0, y: 200 }, [box, beside])).toBe(352);
  });
  it('is where the target is for a branch, and where the source is for one that joins again', () => {
    expect(laneBeside({ x: 0, y: 40 }, { x: 260, y: 200 }, [box])).toBeNull();
    expect(laneBeside({ x: 260, y: 40 }, { x: 0, y: 200 }, [box])).toBeNull();
    expect(laneBeside({ x: 260, y: 40 }, { x: 0, y: 200 }, [{ ...box, x: 152 }])).toBe(388);
  });
});

describe('spreadLanes', () => {
  it('draws edges of the same lane beside each other, the longer ones outside', () => {
    const ways = [
      { lane: 128, from: 0, to: 500 },
      { lane: 128, from: 100, to: 300 },
      { lane: 128, from: 600, to: 700 },
      { lane: null, from: 0, to: 50 },
    ];
    expect(spreadLanes(ways)).toEqual([136, 128, 128, null]);
  });
});
