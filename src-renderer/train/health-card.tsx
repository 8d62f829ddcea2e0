import { useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { PlaceProps } from '#renderer/client/place.ts';
import { healthQuery } from '#renderer/client/run-health.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import type { Finding } from '#shared/training/health/finding.ts';
import type { HealthObservation } from '#shared/training/health/observation.ts';
import styles from './health-card.module.css';
import { legendOf, levelOf, type Measure, measureOf, stripOf, wordsOfValue } from './health-strips.ts';
import { LayerHistogramsView } from './layer-histograms.tsx';

const MEASURES = [
  { value: 'update', label: 'Update' },
  { value: 'gradient', label: 'Gradient' },
  { value: 'silent', label: 'Silent units' },
] as const;

const NOTE: Record<Measure, string> = {
  update: 'length of a step by the length of the weights that it changes; about 0.001 is usual',
  gradient: 'length of the gradient for each weight, against the longest of all layers',
  silent: 'share of units that were 0 for a whole batch',
};
const ENDS: Record<Measure, readonly [string, string]> = {
  update: ['too small', 'too large'],
  gradient: ['short', 'long'],
  silent: ['none', 'all'],
};

interface HealthCardProps extends Pick<PlaceProps, 'go'> {
  run: RunSummary;
  findings: readonly Finding[];
}

/** How each layer does over time, and its histograms on request. */
export function HealthCard({ run, findings, go }: HealthCardProps) {
  const observations = useQuery(healthQuery(run)).data ?? [];
  const [measure, setMeasure] = useState<Measure>('update');
  const [picked, setPicked] = useState<string | null>(null);
  const last = observations[observations.length - 1];
  if (!last) {
    const why =
      run.config.health === 'off'
        ? 'It is switched off in the settings of this run.'
        : 'Layers are looked at as soon as a few steps have told what a look costs.';
    return (
      <Card title="Health of layers">
        <p className={`t3 ${styles.none}`}>{why}</p>
      </Card>
    );
  }
  const nodes = last.layers.filter((layer) => measure === 'silent' || layer.size > 0).map(({ node }) => node);
  const [low, high] = ENDS[measure];
  return (
    <Card
      title="Health of layers"
      note={NOTE[measure]}
      actions={
        <>
          <span className={styles.legend} aria-hidden="true">
            {low}
            {legendOf(measure).map((token) => (
              <i key={token} style={{ background: `var(${token})` }} />
            ))}
            {high}
          </span>
          <Segmented dense label="Show of each layer" value={measure} options={MEASURES} onChange={setMeasure} />
        </>
      }
    >
      <div className={styles.scroll}>
        <table className={styles.table} aria-label="Health of layers">
          <thead>
            <tr>
              <th scope="col">Layer</th>
              <th scope="col">
                epoch {observations[0]?.epoch} to {last.epoch}
              </th>
              <th scope="col" className="num">
                Now
              </th>
              <th scope="col">In words</th>
              <th scope="col">Noticed</th>
              <th scope="col">
                <span className="visually-hidden">Look closer</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {nodes.map((node) => (
              <LayerRow
                key={node}
                node={node}
                observations={observations}
                measure={measure}
                finding={findings.find((finding) => finding.nodes.includes(node)) ?? null}
                isOpen={picked === node}
                onOpen={() => setPicked(picked === node ? null : node)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {picked !== null && (
        <LayerHistogramsView run={run} node={picked} onDesign={() => go('design', { node: picked })} />
      )}
    </Card>
  );
}

interface LayerRowProps {
  node: string;
  observations: readonly HealthObservation[];
  measure: Measure;
  finding: Finding | null;
  isOpen: boolean;
  onOpen: () => void;
}

function LayerRow({ node, observations, measure, finding, isOpen, onOpen }: LayerRowProps) {
  const cells = stripOf(observations, node, measure);
  const largest =
    measure === 'gradient'
      ? Math.max(...observations.flatMap(({ layers }) => layers.map((layer) => measureOf(layer, measure) ?? 0)))
      : 1;
  const now = cells[cells.length - 1]?.value ?? null;
  const first = cells[0]?.value ?? null;
  const { word } = levelOf(measure, now, largest);
  const spoken = `${node}, ${measure} from ${wordsOfValue(measure, first)} to ${wordsOfValue(measure, now)}, ${word}`;
  return (
    <tr>
      <th scope="row">{node}</th>
      <td>
        <svg
          className={styles.strip}
          viewBox={`0 0 ${cells.length} 1`}
          preserveAspectRatio="none"
          role="img"
          aria-label={spoken}
        >
          {cells.map(({ value }, index) => (
            <rect
              // Cells have no identity but their place.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              key={index}
              x={index}
              width={0.94}
              height={1}
              style={{ fill: `var(${levelOf(measure, value, largest).token})` }}
            />
          ))}
        </svg>
      </td>
      <td className="num">{wordsOfValue(measure, now)}</td>
      <td>{word}</td>
      <td>
        {finding ? (
          <Badge tone={finding.severity === 'error' ? 'bad' : 'warn'} icon={TriangleAlert}>
            {finding.mark}
          </Badge>
        ) : (
          <span className="t3">nothing</span>
        )}
      </td>
      <td>
        <button
          type="button"
          className="btn dense ghost"
          aria-expanded={isOpen}
          aria-label={`Histograms of ${node}`}
          onClick={onOpen}
        >
          <span>Histograms</span>
        </button>
      </td>
    </tr>
  );
}
