import { datasetsContract } from './requests/datasets.ts';
import { graphsContract } from './requests/graphs.ts';
import { helpContract } from './requests/help.ts';
import { preflightContract } from './requests/preflight.ts';
import { projectsContract } from './requests/projects.ts';
import { resultsContract } from './requests/results.ts';
import { runsContract } from './requests/runs.ts';
import { stepsContract } from './requests/steps.ts';
import { systemContract } from './requests/system.ts';
import { trashContract } from './requests/trash.ts';

/** Everything that the window, the browser and the command line can ask of the engine. */
export const contract = {
  system: systemContract,
  help: helpContract,
  datasets: datasetsContract,
  projects: projectsContract,
  graphs: graphsContract,
  runs: runsContract,
  results: resultsContract,
  preflight: preflightContract,
  steps: stepsContract,
  trash: trashContract,
};
export type Contract = typeof contract;
