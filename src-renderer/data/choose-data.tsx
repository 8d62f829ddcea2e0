import { useQuery } from '@tanstack/react-query';
import { Database, Images } from 'lucide-react';
import { useState } from 'react';
import { useDataDrops } from '#renderer/client/data-drops.ts';
import type { Dropped, DroppedData } from '#renderer/client/dropped.ts';
import { importDataset } from '#renderer/client/import-dataset.ts';
import { bundledQuery, datasetsQuery } from '#renderer/client/queries.ts';
import { useEngine } from '#renderer/client/use-engine.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { DatasetMenu } from '#renderer/ui/dataset-menu.tsx';
import { DropTarget } from '#renderer/ui/drop-target.tsx';
import { plural } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { ImportDialog, type ImportDialogProps } from '#renderer/ui/import-dialog.tsx';
import { notifyError } from '#renderer/ui/toast.tsx';
import { UnfinishedImports } from '#renderer/ui/unfinished-imports.tsx';
import type { ProjectDetail } from '#shared/contract/requests/projects.ts';
import styles from './choose-data.module.css';

interface ChooseDataProps {
  project: ProjectDetail;
  /** There is a dataset already; leads back to it. */
  onBack?: () => void;
}

/** Three ways to pictures: drop or choose a folder, take a dataset that is there, or a bundled sample. */
export function ChooseData({ project, onBack }: ChooseDataProps) {
  const engine = useEngine();
  const datasets = useQuery(datasetsQuery).data ?? [];
  const samples = useQuery(bundledQuery).data ?? [];
  const [importing, setImporting] = useState<DroppedData | null>(null);
  const [busy, setBusy] = useState<string | null>(null);

  const use = async (dataset: string) => {
    await engine.projects.setDataset({ project: project.id, dataset });
    onBack?.();
  };
  const attempt = async (name: string, work: () => Promise<void>) => {
    setBusy(name);
    try {
      await work();
    } catch (error) {
      notifyError(`Using ${name}`, error);
    } finally {
      setBusy(null);
    }
  };
  const onDropped = (dropped: Dropped) => {
    if (dropped.kind === 'folder' || dropped.kind === 'files') setImporting(dropped);
  };
  useDataDrops(setImporting);
  const useThem: ImportDialogProps['next'] = {
    label: 'Use these pictures',
    run: async ({ dataset }) => {
      await use(dataset);
      setImporting(null);
    },
  };
  const why = busy ? `${busy} is on its way.` : undefined;

  return (
    <main className={styles.place} aria-label="Data">
      <div className={styles.column}>
        <header className="row">
          <div className="stack g2 grow">
            <h1>{project.dataset ? 'Choose other data' : 'This project has no data yet'}</h1>
            <p className="t2">Pictures in a folder per class: the folder's name is what the network learns to say.</p>
          </div>
          {onBack && <Button onClick={onBack}>Back to {project.dataset?.name ?? 'the pictures'}</Button>}
        </header>
        <UnfinishedImports next={useThem} />
        <div className={styles.drop}>
          <DropTarget onDropped={onDropped} foldersOnly />
        </div>
        {datasets.length > 0 && (
          <section aria-label="Datasets that are there">
            <h2>Already imported</h2>
            <ul className={styles.list}>
              {datasets.map((dataset) => (
                <li key={dataset.id}>
                  <Icon icon={Database} className="t3" />
                  <span className="stack g2 grow">
                    <span className="medium ellipsis">{dataset.name}</span>
                    <span className="t3 small ellipsis">
                      {plural(dataset.samples, 'picture')}, version {dataset.versionNumber}
                      {dataset.source && `, ${dataset.source}`}
                    </span>
                  </span>
                  <span className="row nowrap">
                    <DatasetMenu dataset={dataset} />
                    <Button why={why} onClick={() => attempt(dataset.name, () => use(dataset.id))}>
                      {`Use ${dataset.name}`}
                    </Button>
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )}
        <section aria-label="Samples">
          <h2>Or start with a sample</h2>
          <ul className={styles.list}>
            {samples.map((sample) => (
              <li key={sample.id}>
                <Icon icon={Images} className="t3" />
                <span className="stack g2 grow">
                  <span className="medium">
                    {sample.title}
                    <span className="t3"> {plural(sample.samples, 'picture')}</span>
                  </span>
                  <span className="t3 small">
                    {sample.description} {sample.licence}
                  </span>
                </span>
                <Button
                  why={why}
                  onClick={() =>
                    attempt(sample.title, async () => use((await importDataset(engine, { sample }, datasets)).dataset))
                  }
                >
                  {busy === sample.title ? 'Importing…' : `Use the sample ${sample.title}`}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      </div>
      {importing && <ImportDialog source={importing} onClose={() => setImporting(null)} next={useThem} />}
    </main>
  );
}
