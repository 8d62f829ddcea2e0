import type { LayerDefinition } from './definition.ts';
import { allLayers } from './index.ts';

/** What a Keras file says of a class. */
export interface KerasClass {
  readonly class_name: string;
  readonly module: string | null;
  readonly registered_name: string | null;
}

type Catalogue = ReadonlyMap<string, LayerDefinition>;

/** By class names; `Activation` is both a layer of its own and how an output is written, and a file's is the layer. */
const classes = (): Catalogue =>
  new Map(
    allLayers
      .filter((definition) => definition.role !== 'output')
      .flatMap((definition) =>
        [definition.keras.className, definition.keras.pythonClass].flatMap((name) =>
          name === undefined ? [] : [[name, definition] as const],
        ),
      ),
  );

/** By registered names, which stand for the class in older files. */
const registeredNames = (): Catalogue =>
  new Map(
    allLayers.flatMap((definition) =>
      definition.keras.registeredName === undefined ? [] : [[definition.keras.registeredName, definition] as const],
    ),
  );

// Made at the first use: while this file is loaded, the catalogue may not be there yet.
let known: { readonly byClass: Catalogue; readonly byRegisteredName: Catalogue } | null = null;

/** The catalogue's layer of a class: of Keras's own modules, or by its registered name; others of that name are somebody else's. */
export function layerOfClass({ class_name: className, module, registered_name: registered }: KerasClass) {
  known ??= { byClass: classes(), byRegisteredName: registeredNames() };
  const isKeras = (module === null || /^keras(\.|$)/.test(module)) && !registered?.includes('>');
  const definition = isKeras ? known.byClass.get(className) : undefined;
  if (definition && definition.keras.registeredName === undefined) return definition;
  return known.byRegisteredName.get(registered ?? className) ?? null;
}
