import { ChevronsDownUp, ChevronsUpDown, Copy, Snowflake, Trash2, Ungroup } from 'lucide-react';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { FamilyGlyph } from '#renderer/ui/family-glyph.tsx';
import { formatBytes, formatFlops, formatInteger, formatShort, plural } from '#renderer/ui/format.ts';
import { NameInput } from '#renderer/ui/name-input.tsx';
import type { GraphAnalysis } from '#shared/graph/analysis-result.ts';
import { groupsWithin } from '#shared/graph/grouping.ts';
import type { GroupPort, ShownGroup } from '#shared/graph/shown-graph.ts';
import type { Graph, GraphEdit } from '#shared/graph/types.ts';
import { getLayer } from '#shared/layers/index.ts';
import { formatNamedShape } from '#shared/shapes/format.ts';
import { knownElements } from '#shared/shapes/tensors.ts';

interface GroupInspectorProps {
  group: ShownGroup;
  graph: Graph;
  analysis: GraphAnalysis;
  batchSize: number;
  onEdit: (title: string, edit: GraphEdit) => unknown;
  onFold: (collapsed: boolean) => void;
  onUngroup: () => void;
  onFreeze: () => void;
  onSelect: (layer: string) => void;
  onDuplicate: () => void;
  onDelete: () => void;
}

/** A group: its name, what leads in and out, what is in it, and what all of that costs together. */
export function GroupInspector(props: GroupInspectorProps) {
  const { group: shown, graph, analysis, batchSize } = props;
  const { group, members } = shown;
  const nodes = members.map(({ id }) => analysis.nodes.get(id) ?? null);
  const sum = (of: (node: NonNullable<(typeof nodes)[number]>) => number | null): number | null =>
    nodes.reduce<number | null>((total, node) => {
      const own = node ? of(node) : null;
      return total === null || own === null ? null : total + own;
    }, 0);
  const trainable = nodes
    .flatMap((node) => node?.weights ?? [])
    .filter((weight) => weight.trainable)
    .reduce((total, { shape }) => total + shape.reduce((product, size) => product * size, 1), 0);
  const parameters = sum((node) => node.parameters);
  const isFrozen = parameters !== null && parameters > 0 && trainable === 0;
  const bytes = sum((node) => node.output && 4 * knownElements(node.output) * batchSize);
  const inner = groupsWithin(graph, group.id).length - 1;
  const cost = [
    { title: 'Parameters', value: parameters === null ? '–' : formatInteger(parameters) },
    { title: 'Of them trainable', value: parameters === null ? '–' : formatInteger(trainable) },
    {
      title: 'FLOPs per sample',
      value: shownCount(
        sum((node) => node.flops),
        formatFlops,
      ),
    },
    { title: `Memory at batch ${batchSize}`, value: shownCount(bytes, formatBytes) },
  ];
  return (
    <>
      <header className="inspector-head">
        <div className="grow">
          <NameInput
            key={group.id}
            label="Group name"
            value={group.title}
            onRename={(text) => {
              const title = text.trim().slice(0, 120);
              if (title !== '' && title !== group.title) rename(props, title);
              return title !== '';
            }}
          />
          <div className="t3 small">
            Group of {plural(members.length, 'layer')}
            {inner > 0 && `, ${plural(inner, 'group')} in it`}
          </div>
        </div>
        <IconButton icon={Copy} size="dense" label="Duplicate" kbd="Ctrl D" onClick={props.onDuplicate} />
        <IconButton icon={Trash2} size="dense" label="Delete" kbd="Delete" onClick={props.onDelete} />
      </header>
      <div className="scroll grow">
        <section className="inspector-section row inspector-actions">
          <Button
            size="dense"
            icon={group.collapsed ? ChevronsUpDown : ChevronsDownUp}
            onClick={() => props.onFold(!group.collapsed)}
          >
            {group.collapsed ? 'Open' : 'Fold'}
          </Button>
          <Button
            size="dense"
            icon={Snowflake}
            why={parameters === 0 ? 'nothing in it has weights' : undefined}
            onClick={props.onFreeze}
          >
            {isFrozen ? 'Let learn' : 'Freeze'}
          </Button>
          <Button size="dense" icon={Ungroup} onClick={props.onUngroup}>
            Ungroup
          </Button>
        </section>
        <Ports title="In" ports={shown.inputs} analysis={analysis} side="in" graph={graph} />
        <Ports title="Out" ports={shown.outputs} analysis={analysis} side="out" graph={graph} />
        <section className="inspector-section" aria-label="Inside">
          <h2>Inside</h2>
          <ul className="inside-list">
            {members.map((node) => {
              const own = analysis.nodes.get(node.id)?.parameters ?? null;
              return (
                <li key={node.id}>
                  <button type="button" className="inside-item" onClick={() => props.onSelect(node.id)}>
                    <FamilyGlyph family={getLayer(node.type)?.family ?? 'core'} size="small" />
                    <span className="grow ellipsis">{node.id}</span>
                    {own !== null && own > 0 && <span className="mono t3">{formatShort(own)}</span>}
                  </button>
                </li>
              );
            })}
          </ul>
        </section>
        <section className="inspector-section" aria-label="Cost here">
          <h2>Cost here</h2>
          <dl className="pairs">
            {cost.map(({ title, value }) => [<dt key={title}>{title}</dt>, <dd key={`${title} value`}>{value}</dd>])}
          </dl>
        </section>
      </div>
    </>
  );
}

const shownCount = (value: number | null, format: (value: number) => string): string =>
  value === null ? '–' : format(value);

const rename = ({ group, onEdit }: GroupInspectorProps, title: string) =>
  onEdit(`Rename ${group.group.title}`, { kind: 'set-group', id: group.group.id, options: { title } });

interface PortsProps {
  title: string;
  ports: readonly GroupPort[];
  analysis: GraphAnalysis;
  side: 'in' | 'out';
  graph: Graph;
}

/** Where connections cross the group's border, with what they carry. */
function Ports({ title, ports, analysis, side, graph }: PortsProps) {
  if (ports.length === 0) return null;
  const shapeOf = ({ node, port }: GroupPort) => {
    const edge =
      side === 'in' ? graph.edges.find((each) => each.target === node && each.targetPort === port) : undefined;
    const [source, name] = side === 'in' ? [edge?.source, edge?.sourcePort ?? 'out'] : [node, port];
    return analysis.nodes.get(source ?? '')?.outputs[name] ?? null;
  };
  return (
    <section className="inspector-section" aria-label={title}>
      <h2>{title}</h2>
      <dl className="pairs">
        {ports.map((port) => {
          const shape = shapeOf(port);
          const name = port.port === 'in' || port.port === 'out' ? port.node : `${port.node}, ${port.port}`;
          return [
            <dt key={name} className="ellipsis">
              {name}
            </dt>,
            <dd key={`${name} shape`}>{shape ? formatNamedShape(shape) : '–'}</dd>,
          ];
        })}
      </dl>
    </section>
  );
}
