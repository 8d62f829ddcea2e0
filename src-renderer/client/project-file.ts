import { readStrataFile, writeStrataFile } from '#shared/graph/file.ts';
import { desktop } from './desktop.ts';
import type { Engine } from './engine.ts';

const FILTERS = [{ name: 'Strata project', extensions: ['strata'] }];

/** Saves a project as one `.strata` file; null where the dialog was closed. In a browser it is a download. */
export async function saveProjectFile(engine: Engine, project: string): Promise<string | null> {
  const { name, graph, config } = await engine.projects.get({ project });
  const fileName = `${name.replaceAll(/[\\/:*?"<>|]/g, '_')}.strata`;
  if (desktop) {
    const path = await desktop.saveFile('Save the project as a file', fileName, FILTERS);
    if (path !== null) await engine.projects.exportFile({ project, path });
    return path;
  }
  const address = URL.createObjectURL(
    new Blob([writeStrataFile({ name, graph, config })], { type: 'application/json' }),
  );
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
  return fileName;
}

/** Makes a project from a `.strata` file that only the browser can read. */
export async function openProjectText(engine: Engine, fileName: string, text: string, name: string): Promise<string> {
  const { graph, config } = readStrataFile(text, fileName);
  const project = await engine.projects.create({ name, template: null, dataset: null });
  await engine.projects.saveGraph({ project: project.id, graph, base: project.graphVersion });
  await engine.projects.setConfig({ project: project.id, config });
  return project.id;
}
