import { useQuery } from '@tanstack/react-query';
import type { PlaceProps } from '#renderer/client/place.ts';
import { datasetQuery } from '#renderer/client/queries.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ErrorStrip } from '#renderer/ui/error-strip.tsx';
import { ChooseData } from './choose-data.tsx';
import { DatasetView } from './dataset-view.tsx';

/** The pictures that a project learns from. */
export function DataPlace({ project, go, focus }: PlaceProps) {
  const dataset = useQuery(datasetQuery(project.dataset?.id ?? null));
  if (!project.dataset) return <ChooseData project={project} />;
  if (dataset.error) {
    return (
      <main aria-label="Data">
        <ErrorStrip
          error={dataset.error}
          what={`Reading the dataset ${project.dataset.name}`}
          actions={<Button onClick={() => void dataset.refetch()}>Try again</Button>}
        />
      </main>
    );
  }
  if (!dataset.data) return <main aria-label="Data" aria-busy="true" />;
  return <DatasetView key={dataset.data.version} dataset={dataset.data} project={project} go={go} focus={focus} />;
}
