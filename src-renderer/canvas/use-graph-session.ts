import { useEffect, useMemo, useRef } from 'react';
import { useEngine } from '#renderer/client/use-engine.tsx';
import type { ProjectDetail } from '#shared/contract/requests/projects.ts';
import type { DatasetShape } from '#shared/data/types.ts';
import { type Autosave, startAutosave, unsavedSession } from './autosave.ts';
import { createGraphSession, type GraphSession } from './graph-session.ts';

/** The graph of an open project: edited here, saved as it changes, and refreshed when another window saves it. */
export function useGraphSession(
  project: ProjectDetail,
  dataset: DatasetShape | null,
): { session: GraphSession; autosave: () => Autosave | null } {
  const engine = useEngine();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a session lives as long as its project is open
  const session = useMemo(
    () => unsavedSession(project.id) ?? createGraphSession(project.graph, project.graphVersion, dataset),
    [project.id],
  );
  const saving = useRef<Autosave | null>(null);

  useEffect(() => {
    const autosave = startAutosave(engine, project.id, session);
    saving.current = autosave;
    return () => {
      autosave.stop();
      saving.current = null;
    };
  }, [engine, project.id, session]);

  useEffect(() => session.setDataset(dataset), [session, dataset]);

  const { batchSize, optimizer } = project.config;
  useEffect(() => session.setTraining({ batchSize, optimizer }), [session, batchSize, optimizer]);

  useEffect(() => {
    const { base, save } = session.getState();
    if (project.graphVersion > base && save === 'saved') session.adopt(project.graph, project.graphVersion);
  }, [session, project.graph, project.graphVersion]);

  return { session, autosave: () => saving.current };
}
