import type { TrashEntry } from '#shared/contract/requests/trash.ts';

/** `Run 3 of Pets`. */
export const entryTitle = ({ name, project }: TrashEntry): string => (project ? `${name} of ${project.name}` : name);
