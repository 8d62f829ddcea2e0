import type { z } from 'zod';
import type { RawValue } from '../encoding/hash-buckets.ts';
import type { Problem } from '../graph/problems.ts';
import type { GraphNode } from '../graph/types.ts';
import type { SymbolicTensor } from '../shapes/symbolic.ts';

/** Decides the colour, the glyph and the palette section of a layer. */
export type LayerFamily =
  | 'data'
  | 'core'
  | 'convolution'
  | 'recurrent'
  | 'pooling'
  | 'attention'
  | 'normalization'
  | 'regularization'
  | 'merge'
  | 'augmentation'
  | 'head';

/** What a layer is to a person: plain words, the formula, and a source to read on. */
export interface LayerDoc {
  readonly summary: string;
  readonly inputShape: string;
  readonly outputShape: string;
  readonly formula: string;
  readonly whenToUse: string;
  readonly commonMistake: string;
  readonly source: string;
}

export interface WeightSpec {
  /** Keras's name of the weight, e.g. `kernel`, `gamma`; where a layer has several of one name, its path: `query/kernel`. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly trainable: boolean;
  /** What an initializer scales by: how many values enter and leave; told by the shape where left out. */
  readonly fans?: readonly [number, number];
  /** What it starts by where the config has no say: Keras's class, with settings where they aren't its usual ones. */
  readonly initializer?: string | { readonly className: string; readonly settings: Readonly<Record<string, unknown>> };
}

/** A way out of a problem, in the layer's own terms; the analysis turns it into a fix for the graph it stands in. */
export type Remedy =
  | {
      readonly kind: 'insert-before';
      readonly title: string;
      readonly type: string;
      readonly params: GraphNode['params'];
      /** Which of its inputs, the first where left out. */
      readonly input?: number;
    }
  | { readonly kind: 'set-params'; readonly title: string; readonly params: GraphNode['params'] }
  /** Of the layer that its first input comes from: offered only where that one has these parameters. */
  | { readonly kind: 'set-source-params'; readonly title: string; readonly params: GraphNode['params'] };

/**
 * A problem found by the layer itself; the analysis adds the node it stands on and replaces `{input0}`, `{input1}`… in
 * the message by the names of the layers that feed it.
 */
export type LayerProblem = Omit<Problem, 'node' | 'edge' | 'fixes'> & { readonly remedies?: readonly Remedy[] };

export type Inference =
  | {
      readonly output: SymbolicTensor;
      /** By the names of `outputs`, for layers that give more than one tensor. */
      readonly more?: Readonly<Record<string, SymbolicTensor>>;
      readonly problems: readonly LayerProblem[];
    }
  | { readonly output: null; readonly problems: readonly LayerProblem[] };

/** A Keras 3 serialised layer, as it stands in a `.keras` file's config.json. */
export interface KerasLayerConfig {
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** Tensors in lists, as deep as Keras wants them. */
export type Nested<Tensor> = Tensor | readonly Nested<Tensor>[];

/** How many edges may enter a layer: none (an input), exactly one, at least two, or one into each of its `ports`. */
export type Arity = 'none' | 'one' | 'many' | 'named';

/** An input with a meaning of its own: the query of an attention, the first state of an LSTM. */
export interface InputPort {
  readonly name: string;
  readonly title: string;
  /** May stay open, and then so must all after it unless `otherwise` is said: a layer gets its inputs without gaps. */
  readonly optional?: true;
  /** The port whose tensor stands in where this one stays open and one after it doesn't. A mask that is the query is none. */
  readonly otherwise?: string;
  /** Seldom used, and after all that aren't: it stands between them on the card, small until the card is pointed at. */
  readonly rare?: true;
}

/**
 * What a layer gives on of the masks that come in; a mask says for each time step whether there is something. Keras's
 * `compute_mask`: `pass` that of the first input, `all` where every input has one (a step counts where one of them says
 * so), `any` of several joined, `make` one of its own, `end` none more, as it has made use of it. `refuse`: Keras's layer
 * fails on a mask of time steps.
 */
export type MaskFlow = 'pass' | 'all' | 'any' | 'make' | 'end' | 'refuse';

/** How far a layer looks along one axis: window (gaps included) and step, which is below 1 where it enlarges. */
export interface Reach {
  readonly size: number;
  readonly stride: number;
}

/**
 * One entry of the layer catalogue. Names, parameters and defaults follow Keras 3. Every function is pure and total:
 * half-built graphs are the normal case, so findings are returned and nothing is thrown.
 */
export interface LayerDefinition<Params extends z.ZodObject = z.ZodObject> {
  readonly type: string;
  readonly title: string;
  /** Other words by which people look for it: `fully connected`, `batchnorm`. */
  readonly alsoCalled?: readonly string[];
  readonly family: LayerFamily;
  /** Single key in the palette and quick-add. */
  readonly shortcut?: string;
  readonly arity: Arity;
  /** Of a layer with named inputs. */
  readonly ports?: readonly InputPort[];
  /** Names of what it gives beside `out`, such as an LSTM's states. */
  readonly outputs?: (params: z.infer<Params>) => readonly string[];
  /** For what comes out first, or for each output. A layer that says nothing loses the mask, of which Keras warns. */
  readonly mask?: MaskFlow | ((params: z.infer<Params>) => readonly MaskFlow[]);
  /** Keras gives it a mask only where nothing is connected beside its first input. */
  readonly maskAlone?: true;
  /** Each field carries `.meta({ title, description, unit? })`; the inspector builds its form from it. */
  readonly params: Params;
  readonly doc: LayerDoc;
  /** The second line of the card: the parameters that matter, e.g. `32 · 3×3 · relu`. */
  readonly summary: (params: z.infer<Params>) => string;
  /**
   * What it does with these sizes, as the end of a sentence that begins with its name: `8 filters of 3×3 over 48 × 48 × 3
   * give 48 × 48 × 8`. Left out where "takes … and gives …" says all there is.
   */
  readonly narrate?: (inputs: readonly SymbolicTensor[], params: z.infer<Params>, output: SymbolicTensor) => string;
  readonly inferShape: (inputs: readonly SymbolicTensor[], params: z.infer<Params>) => Inference;
  /** Called only where `inferShape` gave an output for the same arguments. */
  readonly weights: (inputs: readonly SymbolicTensor[], params: z.infer<Params>) => readonly WeightSpec[];
  /** Multiply-adds count as two; one sample, forward. */
  readonly flops: (inputs: readonly SymbolicTensor[], params: z.infer<Params>, output: SymbolicTensor) => number;
  readonly keras: {
    readonly className: string;
    /** Of Keras; `keras.layers` where left out. */
    readonly module?: string;
    /** Of a class that Keras finds by a registered name, `keras_hub>RotaryEmbedding`. */
    readonly registeredName?: string;
    /** The Keras config without `name` and `dtype`, which the writer adds. */
    readonly toConfig: (params: z.infer<Params>) => Record<string, unknown>;
    readonly fromConfig: (config: Readonly<Record<string, unknown>>) => z.input<Params>;
    /**
     * How Keras is called with its inputs; where left out, with the one tensor, or one list of them. `kwargs` where left
     * out: its call arguments by name.
     */
    readonly call?: <Tensor>(
      inputs: readonly Tensor[],
      params: z.infer<Params>,
    ) => { readonly args: readonly unknown[]; readonly kwargs?: Readonly<Record<string, unknown>> };
    /** The ports of what a call gives as a list named `mask`. */
    readonly masks?: readonly string[];
    /** Parameters that Keras takes where the layer is called, not in its config, e.g. `use_causal_mask`. */
    readonly callArguments?: readonly string[];
    /**
     * Where each of `weights` stands in Keras's weights file, below the layer's own group, e.g. `cell/vars/0`;
     * `vars/0`, `vars/1`… where left out.
     */
    readonly variables?: (params: z.infer<Params>) => readonly string[];
    /** Where Keras keeps some of them a second time, by their names, in the same form. */
    readonly copies?: (params: z.infer<Params>) => Readonly<Record<string, string>>;
    /** The class's own name, by which older files and weights know it, where Keras exports it by another. */
    readonly pythonClass?: string;
    /** Options of Keras that mean nothing unless another is set, which is refused. */
    readonly inert?: readonly string[];
  };
  /**
   * What one output value sees of the input: a window for each spatial axis, or all of it. Left out by layers that work
   * value by value.
   */
  readonly reach?: (params: z.infer<Params>, inputs: readonly SymbolicTensor[]) => 'all' | readonly Reach[];
  /** One step of a recurrent layer: it gives its output and its states, for which zeros stand in where `inferShape` gets none. */
  readonly cell?: true;
  /** Augmentation and dropout: acts in training only and is the identity afterwards. */
  readonly trainingOnly?: boolean;
  /** Where the graph meets data; drives analysis, training and export instead of a switch on the type. */
  readonly role?: 'input' | 'output';
  /** It is an activation function and nothing else: what it gives tells of dead and saturated units. */
  readonly isActivation?: boolean;
  /** The parameter that decides the size of the last dimension (`units`, `filters`): what to set to the number of classes. */
  readonly widthParam?: string;
  /**
   * Makes numbers of one sample's words or values. It runs where data are packed, since words are no tensors: the
   * trainer's layer gets the numbers.
   */
  readonly encode?: (params: z.infer<Params>) => (values: readonly RawValue[]) => readonly number[];
  /** Brings values into a range that trains well, so that raw pixels of 0–255 are fine before it. */
  readonly normalizes?: true;
  /** Types that usually follow, most usual first. */
  readonly next?: readonly string[];
}
