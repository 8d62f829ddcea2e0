import { describe, expect, it } from 'vitest';
import { parseSplit, parseWholeNumber } from './arguments.ts';
import { Output } from './output.ts';
import { buildProgram } from './program.ts';

function capture(json: boolean) {
  const written = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({
    isTTY: false as const,
    write: (text: string | Uint8Array) => {
      written[name] += text;
      return true;
    },
  });
  return { output: new Output(json, { stdout: stream('stdout'), stderr: stream('stderr') } as never), written };
}

const parse = (...args: string[]) => buildProgram(capture(true).output).parseAsync(args, { from: 'user' });

describe('the command line', () => {
  it.each([
    [['dataset', 'import', 'x'], /--name/],
    [['dataset', 'import', 'x', '--name', 'n', '--kind', 'movies'], /images/],
    [['dataset', 'import', 'x', '--name', 'n', '--split', '70/15'], /70\/15\/15/],
    [['dataset', 'import', 'x', '--name', 'n', '--seed', '-1'], /whole number/],
    [['dataset', 'import', 'x', '--name', 'n', '--target', 'c'], /table/],
    [['train'], /project/],
    [['train', 'p', '--epochs', 'many'], /whole number/],
    [['export', 'r', '--format', 'exe', '--out', 'd'], /tfjs/],
    [['serve', '--port', '70000'], /65535/],
    [['nonsense'], /nonsense/],
    [['doctor', '--nonsense'], /nonsense/],
    [['run', 'show'], /run/],
  ])('refuses %j and says why', async (args, message) => {
    await expect(parse(...args)).rejects.toThrow(message);
  });

  it('has every command of this version', () => {
    const names = buildProgram(capture(true).output).commands.flatMap((command) =>
      command.commands.length > 0 ? command.commands.map((sub) => `${command.name()} ${sub.name()}`) : [command.name()],
    );
    expect(names.sort()).toEqual(
      [
        'dataset check',
        'dataset duplicate',
        'dataset import',
        'dataset list',
        'dataset relocate',
        'dataset remove',
        'dataset rename',
        'dataset restore',
        'doctor',
        'evaluate',
        'export',
        'graph check',
        'model open',
        'predict',
        'project duplicate',
        'project export',
        'project import',
        'project list',
        'project new',
        'project remove',
        'project rename',
        'project restore',
        'run compare',
        'run duplicate',
        'run list',
        'run remove',
        'run rename',
        'run restore',
        'run show',
        'serve',
        'template list',
        'train',
        'trash empty',
        'trash list',
      ].sort(),
    );
  });
});

describe('arguments', () => {
  it('reads splits', () => {
    expect(parseSplit('70/15/15')).toEqual({ train: 70, validation: 15, test: 15 });
    expect(parseSplit('33.4/33.3/33.3')).toEqual({ train: 33.4, validation: 33.3, test: 33.3 });
    for (const wrong of ['', '//', '70/15/16', '-10/60/50', 'a/b/c', '50/50', '25/25/25/25'])
      expect(() => parseSplit(wrong)).toThrow();
  });

  it('reads whole numbers', () => {
    expect(parseWholeNumber('012')).toBe(12);
    for (const wrong of ['', '1.5', '1e3', '-1', '0x1']) expect(() => parseWholeNumber(wrong)).toThrow();
  });
});

describe('output', () => {
  it('prints only JSON on stdout with --json, and words without', () => {
    const machine = capture(true);
    machine.output.progress('half');
    machine.output.result({ a: 1 }, () => 'words');
    machine.output.note('by the way');
    expect(machine.written).toEqual({ stdout: '{"a":1}\n', stderr: 'half\nby the way\n' });
    const person = capture(false);
    person.output.result({ a: 1 }, () => 'words');
    expect(person.written).toEqual({ stdout: 'words\n', stderr: '' });
  });
});
