import { describe, expect, it } from 'vitest';
import { paramFields } from './fields.ts';
import { allLayers, getLayer, isLayerType, layerTypes } from './index.ts';
import { parseParams } from './parse-params.ts';

describe('the catalogue', () => {
  it('knows its own types and no others', () => {
    expect(isLayerType('conv2d')).toBe(true);
    expect(getLayer('toString')).toBeUndefined();
    expect(getLayer('lambda')).toBeUndefined();
  });

  it('has each shortcut once', () => {
    const keys = allLayers.flatMap(({ shortcut }) => shortcut ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each(layerTypes)('%s is registered under its own type', (type) => {
    expect(getLayer(type).type).toBe(type);
  });

  it.each(allLayers)('$type explains itself', ({ doc, next = [], title, type }) => {
    for (const text of [title, ...Object.values(doc)]) expect(text.trim()).not.toBe('');
    expect(doc.source).toMatch(/^https:\/\//);
    for (const follower of next) expect(layerTypes, `${type} names ${follower}`).toContain(follower);
  });

  it.each(allLayers)('$type has defaults for all of its parameters', (definition) => {
    const { params, problems } = parseParams(definition, {});
    expect(problems).toEqual([]);
    expect(Object.keys(params)).toEqual(Object.keys(definition.params.shape));
    expect(definition.summary(params)).toBeTypeOf('string');
  });

  it.each(allLayers)('$type has a form: a control, words and a valid default for each parameter', (definition) => {
    const fields = paramFields(definition);
    expect(fields.map((field) => field.key)).toEqual(Object.keys(definition.params.shape));
    for (const field of fields) {
      expect(field.title, field.key).not.toBe('');
      expect(field.description, field.key).toMatch(/\.$/);
      expect(field.default, field.key).toBeDefined();
      const { control } = field;
      if (control.kind === 'integer' || control.kind === 'number' || control.kind === 'tuple') {
        expect(Number.isFinite(control.min) && Number.isFinite(control.max), field.key).toBe(true);
        expect(control.min).toBeLessThan(control.max);
      }
      if (control.kind === 'choice') expect(control.options).toContain(field.default);
    }
  });
});
