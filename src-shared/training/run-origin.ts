/** The part of a run that says where its weights come from. */
export interface RunOrigin {
  readonly dataset: { readonly name: string; readonly versionNumber: number } | null;
  readonly opened: { readonly file: string } | null;
}

/** What a run was made from, in a few words: `Flowers v2`, `opened from resnet.keras`. */
export const originOf = ({ dataset, opened }: RunOrigin): string =>
  dataset ? `${dataset.name} v${dataset.versionNumber}` : `opened from ${opened?.file ?? 'a file'}`;
