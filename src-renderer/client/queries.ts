import { queryOptions } from '@tanstack/react-query';
import { engine } from './engine.ts';

/** What is read from the engine, each under one key, so that every view shares one answer and one refresh. */
export const projectsQuery = queryOptions({
  queryKey: ['projects', 'list'],
  queryFn: ({ signal }) => engine.projects.list(undefined, { signal }),
});

export const projectQuery = (project: string) =>
  queryOptions({
    queryKey: ['projects', 'get', project],
    queryFn: ({ signal }) => engine.projects.get({ project }, { signal }),
  });

export const placesQuery = queryOptions({
  queryKey: ['help', 'places'],
  queryFn: ({ signal }) => engine.help.places(undefined, { signal }),
});

/** Asked anew each time it is shown: what it tells of is announced by nobody. */
export const crashesQuery = queryOptions({
  queryKey: ['help', 'crashes'],
  queryFn: ({ signal }) => engine.help.crashes(undefined, { signal }),
  staleTime: 0,
  gcTime: 0,
});

export const diagnosticsQuery = queryOptions({
  queryKey: ['help', 'diagnostics'],
  queryFn: ({ signal }) => engine.help.diagnostics(undefined, { signal }),
  staleTime: 0,
  gcTime: 0,
});

export const licencesQuery = queryOptions({
  queryKey: ['help', 'licences'],
  queryFn: ({ signal }) => engine.help.licences(undefined, { signal }),
});

export const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: ({ signal }) => engine.projects.templates(undefined, { signal }),
});

export const datasetsQuery = queryOptions({
  queryKey: ['datasets', 'list'],
  queryFn: ({ signal }) => engine.datasets.list(undefined, { signal }),
});

export const datasetQuery = (dataset: string | null) =>
  queryOptions({
    queryKey: ['datasets', 'get', dataset],
    queryFn: ({ signal }) => engine.datasets.get({ dataset: dataset ?? '' }, { signal }),
    enabled: dataset !== null,
  });

export const bundledQuery = queryOptions({
  queryKey: ['bundled'],
  queryFn: ({ signal }) => engine.datasets.bundled(undefined, { signal }),
});

export const unfinishedQuery = queryOptions({
  queryKey: ['datasets', 'unfinished'],
  queryFn: ({ signal }) => engine.datasets.unfinished(undefined, { signal }),
});

export const runsQuery = (project: string | null) =>
  queryOptions({
    queryKey: ['runs', 'list', project],
    queryFn: ({ signal }) => engine.runs.list({ project }, { signal }),
  });

export const doctorQuery = queryOptions({
  queryKey: ['doctor'],
  queryFn: ({ signal }) => engine.system.doctor(undefined, { signal }),
});

/** What is in the trash and what deleting it frees: measured, so asked for only where it is shown. */
export const trashQuery = queryOptions({
  queryKey: ['trash', 'list'],
  queryFn: ({ signal }) => engine.trash.list(undefined, { signal }),
});

export const trashCountQuery = queryOptions({
  queryKey: ['trash', 'count'],
  queryFn: async ({ signal }) => (await engine.trash.count(undefined, { signal })).count,
});

/** Whether a dataset's folder is where it was; looked at again whenever the place or the window is. */
export const sourceQuery = (dataset: string) =>
  queryOptions({
    queryKey: ['datasets', 'source', dataset],
    queryFn: ({ signal }) => engine.datasets.source({ dataset }, { signal }),
    staleTime: 0,
    refetchOnWindowFocus: 'always',
  });
