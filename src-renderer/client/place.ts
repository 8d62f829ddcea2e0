import type { ProjectDetail } from '#shared/contract/requests/projects.ts';

/** The six places of a project, in working order; Ctrl 1…6 leads to them. */
export const places = ['data', 'design', 'train', 'evaluate', 'runs', 'export'] as const;
export type Place = (typeof places)[number];

/** What a place should show first when something elsewhere led there. */
export interface Focus {
  readonly run?: string;
  readonly node?: string;
  readonly sample?: number;
}

export interface PlaceProps {
  readonly project: ProjectDetail;
  readonly go: (place: Place, focus?: Focus) => void;
  readonly focus: Focus;
}
