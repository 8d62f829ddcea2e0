import { z } from 'zod';
import { getLayer } from '../layers/index.ts';
import { AppError } from '../util/app-error.ts';
import { nextEdgeId, nextId } from './names.ts';
import { freePort } from './ports.ts';
import { ROW } from './splice.ts';
import type { Graph, GraphNode } from './types.ts';

type Json = z.core.util.JSONType;

/**
 * Reads a graph from one line of text, for tests and quick trials:
 *
 *     input[28,28,1] > conv2d(8,3) > flatten > dense(10) > output
 *     input[8,8,4] > a:conv2d(4, 3, padding=same) > add > output; @input_1 > @add_1
 *
 * `>` connects, `;` or a new line begins another chain, `name:` names a layer, `@name` goes on from one already there.
 * `@name:port` is one of a layer's inputs after an arrow, one of its outputs at the start of a chain. `=name` after a
 * layer makes it use that layer's weights. Values in brackets are the first list parameter; in parentheses they are parameters
 * in the catalogue's order, or by name. Throws BAD_INPUT on text that it can't read; the graph itself may be as broken as one likes.
 */
export function parseTextGraph(text: string): Graph {
  const graph: Graph = { nodes: [], edges: [] };
  for (const chain of text.split(/[;\n]/)) {
    if (chain.trim() === '') continue;
    let before: Place | null = null;
    for (const step of splitOutside(chain, '>')) {
      const place = stepInto(graph, step.trim());
      if (before !== null) {
        const [source, target] = [before.id, place.id];
        graph.edges.push({
          id: nextEdgeId(graph, source, target),
          source,
          sourcePort: before.port ?? 'out',
          target,
          targetPort: place.port ?? freePort(graph, target),
        });
        // A port named after an arrow is where that arrow ends; what goes on from there is the layer's result.
        place.port = null;
      }
      before = place;
    }
  }
  return graph;
}

const stepPattern = /^(?:([\w.-]+)\s*:\s*)?([A-Za-z]\w*)\s*(\[[^\]]*\])?\s*(?:\((.*)\))?\s*(?:=([\w.-]+))?$/s;

interface Place {
  readonly id: string;
  port: string | null;
}

function stepInto(graph: Graph, step: string): Place {
  if (step.startsWith('@')) {
    const [id = '', port = null] = step.slice(1).split(':');
    return { id, port };
  }
  const match = stepPattern.exec(step);
  if (!match) throw unreadable(step, 'a layer such as conv2d(8, 3), input[28,28,1] or @name');
  const [, name, type = '', list, args, shares] = match;
  const params: GraphNode['params'] = {};
  const keys = Object.keys(getLayer(type)?.params.shape ?? {});
  const first = keys[0] ?? 'shape';
  if (list !== undefined) params[first] = readValue(list, step);
  let position = list === undefined ? 0 : 1;
  for (const part of args === undefined ? [] : splitOutside(args, ',')) {
    if (part.trim() === '') continue;
    const named = /^\s*(\w+)\s*=(.*)$/s.exec(part);
    const key = named?.[1] ?? keys[position];
    if (key === undefined) throw unreadable(step, `at most ${keys.length} parameters for ${type}`);
    params[key] = readValue(named?.[2] ?? part, step);
    position += 1;
  }
  const id = name ?? nextId(graph, type);
  const place = { x: 0, y: graph.nodes.length * ROW };
  graph.nodes.push({ id, type, params, position: place, ...(shares === undefined ? {} : { shares }) });
  return { id, port: null };
}

/** A number, 3x3, [1,2], true, false, null, or a bare word. */
function readValue(text: string, step: string): Json {
  const value = text.trim();
  const pair = /^(\d+)x(\d+)$/.exec(value);
  if (pair) return [Number(pair[1]), Number(pair[2])];
  if (/^[A-Za-z_]\w*$/.test(value) && !['true', 'false', 'null'].includes(value)) return value;
  try {
    return z.json().parse(JSON.parse(value));
  } catch {
    throw unreadable(step, `a value, not ${value}`);
  }
}

/** Splits at a separator that is not inside brackets. */
function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const character of text) {
    if ('([{'.includes(character)) depth += 1;
    if (')]}'.includes(character)) depth -= 1;
    if (character === separator && depth === 0) {
      parts.push(part);
      part = '';
    } else {
      part += character;
    }
  }
  return [...parts, part];
}

const unreadable = (step: string, expected: string): AppError =>
  new AppError('BAD_INPUT', `can't read "${step}" in a text graph: expected ${expected}`, { step, expected });
