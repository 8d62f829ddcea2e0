import { useQuery } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { useState } from 'react';
import { useBlobUrl } from '#renderer/client/blob-url.ts';
import { type ImportProgress, importDataset } from '#renderer/client/import-dataset.ts';
import type { Focus, Place } from '#renderer/client/place.ts';
import { bundledQuery, datasetsQuery, projectsQuery } from '#renderer/client/queries.ts';
import { uniqueName } from '#renderer/client/unique-name.ts';
import { useEngine } from '#renderer/client/use-engine.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { plural } from '#renderer/ui/format.ts';
import { Progress } from '#renderer/ui/progress.tsx';
import { Thumbnail } from '#renderer/ui/thumbnail.tsx';
import { notifyError } from '#renderer/ui/toast.tsx';
import type { SampleDataset } from '#shared/contract/requests/datasets.ts';

/** The network that a sample starts with. */
const TEMPLATE = 'cnn';

interface Busy {
  readonly sample: string;
  readonly says: string;
  readonly share: number | null;
}

const describe = ({ phase, done, total }: ImportProgress): Omit<Busy, 'sample'> => ({
  says: phase === 'scanning' ? 'Looking at the pictures' : `Reading pictures, ${done} of ${total ?? '?'}`,
  share: total === null ? null : done / Math.max(total, 1),
});

function SamplePicture({ sample }: { sample: SampleDataset }) {
  return <Thumbnail src={useBlobUrl(sample.picture)} name="" size={28} />;
}

/** Bundled pictures, one click from trained: imported, given a network, and the run is under way. */
export function SampleList({ onOpen }: { onOpen: (project: string, place: Place, focus?: Focus) => void }) {
  const engine = useEngine();
  const bundled = useQuery(bundledQuery).data ?? [];
  const datasets = useQuery(datasetsQuery).data ?? [];
  const projects = useQuery(projectsQuery).data ?? [];
  const [busy, setBusy] = useState<Busy | null>(null);

  const train = async (sample: SampleDataset) => {
    setBusy({ sample: sample.id, says: 'Starting', share: null });
    try {
      const { dataset } = await importDataset(engine, { sample }, datasets, {
        onProgress: (progress) => setBusy({ sample: sample.id, ...describe(progress) }),
      });
      setBusy({ sample: sample.id, says: 'Building the network', share: null });
      const name = uniqueName(
        sample.title,
        projects.map((project) => project.name),
      );
      const project = await engine.projects.create({ name, template: TEMPLATE, dataset });
      const run = await engine.runs.start({ project: project.id, config: project.config });
      onOpen(project.id, 'train', { run: run.id });
    } catch (error) {
      notifyError(`Training ${sample.title}`, error);
      setBusy(null);
    }
  };

  return (
    <div className="card">
      {bundled.map((sample) => (
        <div key={sample.id} className="sample">
          <SamplePicture sample={sample} />
          <div className="grow">
            <div className="ellipsis">
              <span className="medium">{sample.title}</span>{' '}
              <span className="t3 small">{plural(sample.samples, 'picture')}</span>
            </div>
            <div className="t3 small">{busy?.sample === sample.id ? busy.says : sample.description}</div>
            {busy?.sample === sample.id && <Progress label={busy.says} value={busy.share} />}
          </div>
          <Button
            size="dense"
            icon={Play}
            why={busy ? 'A sample is being prepared.' : undefined}
            aria-label={`Train ${sample.title}`}
            onClick={() => train(sample)}
          >
            Train
          </Button>
        </div>
      ))}
      {bundled.length === 0 && <p className="sample t3">No samples came with this copy.</p>}
    </div>
  );
}
