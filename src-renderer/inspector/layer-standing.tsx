import { Link2, Snowflake, Unlink } from 'lucide-react';
import { Button } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { unknownTypeName } from '#shared/graph/placeholder.ts';
import type { Graph, GraphNode } from '#shared/graph/types.ts';

interface LayerStandingProps {
  node: GraphNode;
  graph: Graph;
  /** Whether it has weights, own or shared ones; null while that is not known. */
  hasWeights: boolean | null;
  onFreeze: () => void;
  onUnlink: () => void;
  onShare: () => void;
  onSelect: (layer: string) => void;
}

/** Whose weights a layer uses, who uses its, and whether they learn. */
export function LayerStanding({ node, graph, hasWeights, onFreeze, onUnlink, onShare, onSelect }: LayerStandingProps) {
  const owner = graph.nodes.find(({ id }) => id === node.shares);
  const users = graph.nodes.filter(({ shares }) => shares === node.id);
  const isFrozen = (owner ?? node).frozen === true;
  return (
    <>
      {node.shares !== undefined && (
        <section className="inspector-section" aria-label="Shared layer">
          <p className="row g6">
            <Icon icon={Link2} />
            <span>
              Uses the weights and parameters of <b>{node.shares}</b>
            </span>
          </p>
          <div className="row inspector-actions">
            <Button
              size="dense"
              why={owner ? undefined : `there is no ${node.shares}`}
              onClick={() => owner && onSelect(owner.id)}
            >
              Show {node.shares}
            </Button>
            <Button size="dense" icon={Unlink} onClick={onUnlink}>
              Unlink
            </Button>
          </div>
        </section>
      )}
      {users.length > 0 && (
        <section className="inspector-section" aria-label="Shared layer">
          <p className="t2">Its weights are also used by</p>
          <div className="row inspector-actions">
            {users.map(({ id }) => (
              <Button key={id} size="dense" icon={Link2} onClick={() => onSelect(id)}>
                {id}
              </Button>
            ))}
          </div>
        </section>
      )}
      <section className="inspector-section row inspector-actions" aria-label="Learning">
        <Button
          size="dense"
          icon={Snowflake}
          why={hasWeights === false ? 'it has no weights' : undefined}
          onClick={onFreeze}
        >
          {isFrozen ? 'Let learn' : 'Freeze'}
        </Button>
        <Button size="dense" icon={Link2} onClick={onShare}>
          Use again
        </Button>
      </section>
    </>
  );
}

/** What a file says of a layer that this version does not know: kept as it is, to be read. */
export function PlaceholderConfig({ node }: { node: GraphNode }) {
  return (
    <section className="inspector-section" aria-label="As it stands in the file">
      <h2>As it stands in the file</h2>
      <p className="t2">
        This version has no layer for <b>{unknownTypeName(node.type)}</b>. It is kept with its settings, and nothing of
        it is run.
      </p>
      <pre className="placeholder-config selectable">{JSON.stringify(node.params, null, 2)}</pre>
    </section>
  );
}
