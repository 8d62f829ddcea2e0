import type { DataProblem } from '#shared/data/types.ts';

interface Kind {
  readonly severity: DataProblem['severity'];
  /** Each file or folder counted under a kind that leaves out is not among the samples. */
  readonly leavesOut: boolean;
  readonly message: string;
}

const kind = (severity: Kind['severity'], leavesOut: boolean, message: string): Kind => ({
  severity,
  leavesOut,
  message,
});

/** Everything that can be said about the files of a dataset. */
const kinds = {
  // Left out.
  truncated: kind('warning', true, 'Pictures that end too early, left out. Copy them again from where they came.'),
  unreadable: kind('warning', true, 'Files named like pictures that no decoder can read, left out.'),
  'unsupported-format': kind(
    'warning',
    true,
    'Pictures in a format that is not read, left out. Save them as PNG or JPEG.',
  ),
  'too-large': kind(
    'warning',
    true,
    'Pictures above 100 million pixels, 256 MB on the disk or 400 MB in memory, left out. Make them smaller first.',
  ),
  'empty-file': kind('warning', true, 'Files of 0 bytes, left out.'),
  'no-permission': kind('warning', true, 'Files or folders that the system did not let us read, left out.'),
  vanished: kind('warning', true, 'Files that went away while the folder was imported, left out. Import it again.'),
  'outside-class-folder': kind(
    'warning',
    true,
    'Pictures that lie in no class folder, left out. Move each into the folder of its class.',
  ),
  'not-an-image': kind('info', true, 'Files that are no pictures, left out.'),
  hidden: kind('info', true, 'Hidden files and folders, left out.'),
  'link-loop': kind('info', true, 'Links to a folder that is already taken, or to themselves, not followed.'),
  'link-outside': kind('warning', true, 'Links that lead out of the folder, not followed. Copy the files instead.'),
  'link-broken': kind('warning', true, 'Links whose target is gone, left out.'),
  'special-file': kind('info', true, 'Pipes, sockets and devices, left out.'),
  'name-not-utf8': kind('warning', true, 'Names that are not valid UTF-8, left out. Rename them.'),
  'too-deep': kind('warning', true, 'Folders nested more than 64 deep, left out.'),
  // Imported, but worth knowing.
  damaged: kind('warning', false, 'Pictures with damaged data, imported as far as they can be shown. Look at them.'),
  'wrong-extension': kind(
    'info',
    false,
    'Pictures whose content is another format than their name says, imported by content.',
  ),
  transparency: kind(
    'info',
    false,
    'Pictures with an alpha channel; where they are transparent they are imported on white.',
  ),
  animation: kind('info', false, 'Animations and several pages, of which the first picture is imported.'),
  'duplicate-across-classes': kind(
    'warning',
    false,
    'The same picture in more than one class: at most one of the labels is right.',
  ),
  'duplicate-across-splits': kind(
    'warning',
    false,
    'The same picture in more than one split: its result there says nothing about new pictures.',
  ),
  duplicate: kind('info', false, 'The same picture more than once in one class and split.'),
  'empty-class': kind('warning', false, 'Folders without any picture, not taken as classes.'),
  'single-class': kind('warning', false, 'There is only one class: nothing to tell apart.'),
  'small-class': kind('warning', false, 'Classes with too few pictures to have one in each split.'),
  'class-not-in-train': kind('warning', false, 'Classes without a training picture: they can not be learned.'),
  'class-names-merged': kind(
    'info',
    false,
    'Class folders whose names look the same but are stored differently, taken as one class.',
  ),
  'split-anew': kind(
    'warning',
    false,
    'The folder has validation or test pictures but no train folder: its pictures were divided anew.',
  ),
  'validation-from-train': kind(
    'info',
    false,
    'The folder has no validation pictures, so some training pictures were set aside for it.',
  ),
  // Found by a later look at the source files.
  missing: kind('error', false, 'Source files that are gone. Put them back, or import the folder again.'),
  changed: kind(
    'error',
    false,
    'Source files whose content is another than when they were imported. Import the folder again.',
  ),
  'added-since-import': kind(
    'info',
    false,
    'Pictures that came into the source folder after the import. Import the folder again to take them in.',
  ),
} as const satisfies Record<string, Kind>;

export type DataProblemCode = keyof typeof kinds;

const MAX_EXAMPLES = 10;
const severities = ['error', 'warning', 'info'] as const;

/** Counts findings about files and keeps the first few names of each. */
export class ProblemLog {
  #found = new Map<DataProblemCode, { count: number; examples: string[] }>();

  add(code: DataProblemCode, example: string): void {
    const entry = this.#found.get(code) ?? { count: 0, examples: [] };
    entry.count++;
    if (entry.examples.length < MAX_EXAMPLES) entry.examples.push(example);
    this.#found.set(code, entry);
  }

  /** How many files or folders are not among the samples. */
  get leftOut(): number {
    return this.#found.entries().reduce((sum, [code, { count }]) => sum + (kinds[code].leavesOut ? count : 0), 0);
  }

  get isEmpty(): boolean {
    return this.#found.size === 0;
  }

  count(code: DataProblemCode): number {
    return this.#found.get(code)?.count ?? 0;
  }

  /** The worst first, in an order that doesn't depend on the file system. */
  toProblems(): DataProblem[] {
    const order = Object.keys(kinds);
    return [...this.#found]
      .map(([code, { count, examples }]) => ({
        code,
        severity: kinds[code].severity,
        count,
        message: kinds[code].message,
        examples: [...examples],
      }))
      .sort(
        (a, b) =>
          severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
          order.indexOf(a.code) - order.indexOf(b.code),
      );
  }
}
