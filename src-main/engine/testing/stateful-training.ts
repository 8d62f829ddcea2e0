import type { Contract } from '#shared/contract/contract.ts';
import { parseTextGraph } from '#shared/graph/text-graph.ts';
import { type RunConfig, runConfig } from '#shared/training/run.ts';
import type { Client } from '../../transport/rpc.ts';

/** A network with everything that keeps a state or draws random numbers: augmentation, normalization, dropout. */
const network = parseTextGraph(
  'input[12,12,3] > random_flip > random_translation(0.1,0.1) > rescaling(0.0039) > conv2d(4,3,2,valid,1,1,linear,false) > batch_normalization(0.8) > activation(relu) > flatten > dropout(0.2) > dense(2) > output',
);

/** Likewise of the settings: gradients are gathered over an epoch's end, weights averaged, the rate changes each step. */
const settings = {
  batchSize: 4,
  seed: 11,
  best: 'val_loss',
  optimizer: { name: 'adam', learningRate: 0.002, accumulate: 3, averaging: 0.9 },
  schedule: { name: 'cosine' },
  plateau: { patience: 3 },
} as const;

export const statefulProject = 'Colours';

/** Imports a folder of pictures and makes the project of that network. */
export async function createStatefulProject(client: Client<Contract>, pictures: string): Promise<void> {
  const source = { kind: 'folder' as const, path: pictures };
  for await (const _ of await client.datasets.import({ source, name: 'colours' }));
  const { graphVersion } = await client.projects.create({ name: statefulProject, template: null, dataset: 'colours' });
  await client.projects.saveGraph({ project: statefulProject, graph: network, base: graphVersion });
}

/** Starts a training of it; the id of the run. */
export async function startStatefulRun(
  client: Client<Contract>,
  options: { readonly epochs: number; readonly engine?: RunConfig['engine'] },
): Promise<string> {
  const config = runConfig.parse({ ...settings, ...options });
  return (await client.runs.start({ project: statefulProject, dataset: null, config })).id;
}
