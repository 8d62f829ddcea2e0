import type { LayerDefinition } from '#shared/layers/definition.ts';

/** The words by which a layer is found: its title first, then its names, then what else people call it. */
export const searchText = ({ title, type, keras, alsoCalled = [] }: LayerDefinition): string =>
  [title, type, keras.className, ...alsoCalled].join(' ');
