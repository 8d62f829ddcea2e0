import type { z } from 'zod';
import type { InputPort, LayerFamily } from '../layers/definition.ts';
import type { SymbolicTensor } from '../shapes/symbolic.ts';
import type { BlockParts, Source } from './block-parts.ts';

/** What a block is to a person. */
export interface BlockDoc {
  readonly summary: string;
  readonly inputShape: string;
  readonly outputShape: string;
  readonly whenToUse: string;
  readonly source: string;
}

/** What feeds one of a block's inputs: `from` connects its parts to it, `shape` is null while it is not known. */
export interface BlockInput {
  readonly from: Source;
  readonly shape: SymbolicTensor | null;
}

/**
 * Layers that belong together and are put on the canvas at once, as a group that opens to show its parts. Nothing of a
 * block is kept beside them: it can be edited like everything else, and is exported as the layers that it is made of.
 */
export interface BlockDefinition<Params extends z.ZodObject = z.ZodObject> {
  readonly type: string;
  readonly title: string;
  /** Other words by which people look for it. */
  readonly alsoCalled?: readonly string[];
  /** Of its typical layer: decides colour and glyph. */
  readonly family: LayerFamily;
  /** What leads into it, the main input first. */
  readonly ports: readonly [InputPort, ...InputPort[]];
  /** Each field carries `.meta({ title, description })`, as those of a layer do. */
  readonly params: Params;
  readonly doc: BlockDoc;
  /** The second line of the card. */
  readonly summary: (params: z.infer<Params>) => string;
  /** Adds the layers and answers with what comes out. `others` are what the ports after the first get. */
  readonly build: (
    parts: BlockParts,
    input: BlockInput,
    params: z.infer<Params>,
    others: readonly BlockInput[],
  ) => Source;
}
