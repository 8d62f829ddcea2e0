import { ArrowRight, Copy, Lightbulb, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { IconButton } from '#renderer/ui/button.tsx';
import { FamilyGlyph } from '#renderer/ui/family-glyph.tsx';
import { formatBytes, formatFlops, formatInteger } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { NameInput } from '#renderer/ui/name-input.tsx';
import { NamedShape } from '#renderer/ui/shape-label.tsx';
import type { DatasetShape } from '#shared/data/types.ts';
import type { GraphAnalysis, NodeAnalysis } from '#shared/graph/analysis-result.ts';
import { bindOutput, placeOf } from '#shared/graph/bind-output.ts';
import { bindInput } from '#shared/graph/binding.ts';
import { unknownTypeName } from '#shared/graph/placeholder.ts';
import type { Problem } from '#shared/graph/problems.ts';
import type { ReceptiveField } from '#shared/graph/receptive-field.ts';
import type { ShownGroup } from '#shared/graph/shown-graph.ts';
import { type Graph, type GraphEdge, type GraphEdit, type GraphNode, nodeId } from '#shared/graph/types.ts';
import { inputsOf, wiringOf } from '#shared/graph/wiring.ts';
import type { LayerDefinition } from '#shared/layers/definition.ts';
import { getLayer } from '#shared/layers/index.ts';
import { knownElements } from '#shared/shapes/tensors.ts';
import { GroupInspector } from './group-inspector.tsx';
import { LayerStanding, PlaceholderConfig } from './layer-standing.tsx';
import { fittingChoices, HowItLearns, learnedBy } from './learned-by.tsx';
import { ParamForm } from './param-form.tsx';
import './inspector.css';

interface InspectorProps {
  graph: Graph;
  analysis: GraphAnalysis;
  dataset: DatasetShape | null;
  selected: readonly GraphNode[];
  batchSize: number;
  /** Refused edits come back as a problem. */
  onEdit: (title: string, edit: GraphEdit, gesture?: string) => Problem | null;
  onDuplicate: () => void;
  onDelete: () => void;
  /** The selected group, where no layer is. */
  group: ShownGroup | null;
  onFold: (collapsed: boolean) => void;
  onUngroup: () => void;
  onFreeze: () => void;
  onShare: () => void;
  onUnlink: () => void;
  onSelect: (layer: string) => void;
  /** The fixes of a problem; the canvas knows how to preview them. */
  fixes: (problem: Problem) => ReactNode;
}

/** What is selected: a layer with everything there is to know and set, several layers, or the network as a whole. */
export function Inspector(props: InspectorProps) {
  const [node, ...others] = props.selected;
  return (
    <aside className="panel inspector" aria-label="Inspector">
      {!node && props.group && <GroupInspector {...props} group={props.group} />}
      {!node && !props.group && <NetworkSummary {...props} />}
      {node && others.length > 0 && <ManySelected {...props} />}
      {node && others.length === 0 && <NodeInspector key={node.id} {...props} node={node} />}
    </aside>
  );
}

function NetworkSummary({ graph, analysis, dataset, batchSize }: InspectorProps) {
  const notes = graph.nodes
    .map((node) => bindingNote(node, { graph, analysis, dataset }))
    .filter((note) => note !== null);
  const { totals } = analysis;
  const unknown = 'not known while an error stands';
  return (
    <div className="scroll">
      <section className="inspector-section">
        <h2>This network</h2>
        <dl className="pairs">
          <dt>Layers</dt>
          <dd>{formatInteger(graph.nodes.length)}</dd>
          <dt>Parameters</dt>
          <dd data-tip={totals ? undefined : unknown}>{totals ? formatInteger(totals.parameters) : '–'}</dd>
          <dt>Of them trainable</dt>
          <dd data-tip={totals ? undefined : unknown}>{totals ? formatInteger(totals.trainable) : '–'}</dd>
          <dt>Not trainable</dt>
          <dd data-tip={totals ? undefined : unknown}>
            {totals ? formatInteger(totals.parameters - totals.trainable) : '–'}
          </dd>
          <dt>FLOPs per sample</dt>
          <dd data-tip={totals ? undefined : unknown}>{totals ? formatFlops(totals.flops) : '–'}</dd>
          <dt>Memory at batch {batchSize}</dt>
          <dd data-tip={totals ? undefined : unknown}>
            {totals ? formatBytes(totals.activationBytes * batchSize) : '–'}
          </dd>
        </dl>
      </section>
      <section className="inspector-section">
        <h2>How it meets the data</h2>
        {notes.map((note) => (
          <p key={note} className="t2 note">
            {note}
          </p>
        ))}
        {!dataset && (
          <p className="t3">No data is chosen yet. Choose some in Data, and the ends of the network follow.</p>
        )}
      </section>
      <section className="inspector-section">
        <p className="t3">Select a layer to see and change it. Press / to add one, ? for all keys.</p>
      </section>
    </div>
  );
}

function ManySelected({ selected, analysis, onDuplicate, onDelete }: InspectorProps) {
  const parameters = selected.map((node) => analysis.nodes.get(node.id)?.parameters ?? null);
  const known = parameters.filter((count) => count !== null);
  return (
    <section className="inspector-section">
      <div className="row">
        <h2 className="grow">{selected.length} layers selected</h2>
        <IconButton icon={Copy} size="dense" label="Duplicate" kbd="Ctrl D" onClick={onDuplicate} />
        <IconButton icon={Trash2} size="dense" label="Delete" kbd="Delete" onClick={onDelete} />
      </div>
      <dl className="pairs">
        <dt>Parameters together</dt>
        <dd>
          {known.length === parameters.length ? formatInteger(known.reduce((sum, count) => sum + count, 0)) : '–'}
        </dd>
      </dl>
    </section>
  );
}

function bindingNote(
  node: GraphNode,
  { graph, analysis, dataset }: Pick<InspectorProps, 'graph' | 'analysis' | 'dataset'>,
): string | null {
  if (!dataset) return null;
  const role = getLayer(node.type)?.role;
  if (role === 'input') return bindInput(node, dataset).note;
  return role === 'output' ? bindOutput(node, dataset, placeOf(graph, analysis.nodes.get(node.id))).note : null;
}

function NodeInspector({
  node,
  graph,
  analysis,
  dataset,
  batchSize,
  onEdit,
  onDuplicate,
  onDelete,
  onFreeze,
  onShare,
  onUnlink,
  onSelect,
  fixes,
}: InspectorProps & { node: GraphNode }) {
  const definition = getLayer(node.type);
  const here = analysis.nodes.get(node.id) ?? null;
  const problems = analysis.problems.filter((problem) => problem.node === node.id);
  const incoming = inputsOf(wiringOf(graph), node.id);
  const owner = graph.nodes.find(({ id }) => id === node.shares);
  const note = bindingNote(node, { graph, analysis, dataset });
  const learned = learnedBy(node, { graph, analysis, dataset });
  return (
    <>
      <header className="inspector-head">
        <FamilyGlyph family={definition?.family ?? 'core'} />
        <div className="grow">
          <NodeName node={node} onRename={(to) => onEdit(`Rename ${node.id}`, { kind: 'rename', id: node.id, to })} />
          <div className="t3 small">
            {definition?.title ?? `${unknownTypeName(node.type)}, unknown to this version`}
          </div>
        </div>
        <IconButton icon={Copy} size="dense" label="Duplicate" kbd="Ctrl D" onClick={onDuplicate} />
        <IconButton icon={Trash2} size="dense" label="Delete" kbd="Delete" onClick={onDelete} />
      </header>
      <div className="scroll grow">
        <Shapes edges={incoming} here={here} />
        {note && (
          <section className="inspector-section">
            <p className="t2 note">{note}</p>
          </section>
        )}
        {problems.map((problem) => (
          <section key={`${problem.code} ${problem.param}`} className={`inspector-section problem ${problem.severity}`}>
            <p>{problem.message}</p>
            {fixes(problem)}
          </section>
        ))}
        {!definition && <PlaceholderConfig node={node} />}
        {definition && !definition.role && (
          <LayerStanding
            node={node}
            graph={graph}
            hasWeights={owner ? true : here?.weights ? here.weights.length > 0 : null}
            {...{ onFreeze, onShare, onUnlink, onSelect }}
          />
        )}
        {definition && node.shares === undefined && (
          <ParamForm
            node={node}
            definition={definition}
            problems={problems.filter((problem) => problem.code === 'bad-parameter')}
            columns={dataset?.columns ?? []}
            {...(learned ? { fits: fittingChoices(learned) } : {})}
            onParams={(params, title, key) =>
              onEdit(title, { kind: 'set-params', id: node.id, params }, `${node.id}.${key}`)
            }
          />
        )}
        {learned && <HowItLearns {...learned} />}
        {here && <Cost id={node.id} here={here} analysis={analysis} batchSize={batchSize} />}
        {definition && <Doc definition={definition} />}
      </div>
    </>
  );
}

function NodeName({ node, onRename }: { node: GraphNode; onRename: (to: string) => Problem | null }) {
  const [refused, setRefused] = useState<string | null>(null);
  const renamed = (text: string): boolean => {
    const parsed = nodeId.safeParse(text);
    const why = parsed.success ? (onRename(text)?.message ?? null) : (parsed.error.issues[0]?.message ?? 'not a name');
    setRefused(why);
    return why === null;
  };
  return (
    <>
      <NameInput label="Layer name" value={node.id} onRename={renamed} />
      {refused && <p className="bad-text small">{refused}</p>}
    </>
  );
}

function Shapes({ edges, here }: { edges: readonly GraphEdge[]; here: NodeAnalysis | null }) {
  const more = Object.entries(here?.outputs ?? {}).filter(([port]) => port !== 'out');
  return (
    <section className="inspector-section shapes">
      <div>
        {edges.length === 0 && (
          <h3>{here?.inputs.length === 0 && here.output ? 'From the data' : 'Nothing comes in'}</h3>
        )}
        {[...new Set(edges)].map((edge) => {
          const { id, source, targetPort } = edge;
          const shape = here?.inputs[edges.indexOf(edge)] ?? null;
          return (
            <div key={id}>
              <h3 className="ellipsis">
                {targetPort === 'in' ? 'In' : targetPort}, from {source}
              </h3>
              <NamedShape tensor={shape} />
            </div>
          );
        })}
      </div>
      <Icon icon={ArrowRight} className="t3" />
      <div>
        <h3>Out</h3>
        <NamedShape tensor={here?.output ?? null} />
        {more.map(([port, tensor]) => (
          <div key={port}>
            <h3>{port}</h3>
            <NamedShape tensor={tensor} />
          </div>
        ))}
      </div>
    </section>
  );
}

interface CostProps {
  id: string;
  here: NodeAnalysis;
  analysis: GraphAnalysis;
  batchSize: number;
}

function Cost({ id, here, analysis, batchSize }: CostProps) {
  const seen = fieldWords(analysis.receptiveFields.get(id));
  const bytes = here.output ? 4 * knownElements(here.output) : null;
  const { totals } = analysis;
  const fixed = (here.weights ?? [])
    .filter((weight) => !weight.trainable)
    .reduce((sum, { shape }) => sum + count(shape), 0);
  const rows = [
    { title: 'Parameters', value: here.parameters, total: totals?.parameters, format: formatInteger },
    { title: 'FLOPs per sample', value: here.flops, total: totals?.flops, format: formatFlops },
    {
      title: `Memory at batch ${batchSize}`,
      value: bytes === null ? null : bytes * batchSize,
      total: totals ? totals.activationBytes * batchSize : undefined,
      format: formatBytes,
    },
  ];
  return (
    <section className="inspector-section" aria-label="Cost here">
      <h2>Cost here</h2>
      <div className="cost">
        {rows.map(({ title, value, total, format }) => {
          const share = value !== null && total ? value / total : null;
          return (
            <div key={title} className="cost-row">
              <span className="t2">{title}</span>
              <b className="num">{value === null ? '–' : format(value)}</b>
              <span
                className="progress"
                data-tip={share === null ? 'Its share is not known yet' : `${Math.round(share * 100)} % of the whole`}
              >
                <i style={{ width: `${(share ?? 0) * 100}%` }} />
              </span>
            </div>
          );
        })}
      </div>
      {fixed > 0 && (
        <div className="cost-row" data-tip="Frozen weights, and statistics that training only keeps up to date">
          <span className="t2">Not trainable</span>
          <b className="num">{formatInteger(fixed)}</b>
        </div>
      )}
      {seen && (
        <div className="cost-row" data-tip="The receptive field: how much of the input one value here depends on">
          <span className="t2">Sees of the input</span>
          <b className="num">{seen}</b>
        </div>
      )}
    </section>
  );
}

const count = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

/** In words that fit beside a number; null where it has no meaning. */
function fieldWords(field: ReceptiveField | undefined): string | null {
  if (field === 'all') return 'all of it';
  return field ? field.map((positions) => formatInteger(Math.round(positions))).join(' × ') : null;
}

function Doc({ definition }: { definition: LayerDefinition }) {
  const { doc } = definition;
  return (
    <section className="inspector-section" aria-label="What it does">
      <h2>What it does</h2>
      <p className="t2">{doc.summary}</p>
      <p className="mono formula selectable">{doc.formula}</p>
      <p className="t2">
        <b>When:</b> {doc.whenToUse}
      </p>
      <p className="row mistake">
        <Icon icon={Lightbulb} className="warn-text" />
        <span className="t2">
          <b>Common mistake:</b> {doc.commonMistake}
        </span>
      </p>
      <p className="t3 small selectable">
        {doc.inputShape} → {doc.outputShape}
      </p>
    </section>
  );
}
