/** The wished name, or the first of `name 2`, `name 3`… that is still free. Names differ by more than case. */
export function uniqueName(wished: string, taken: readonly string[]): string {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  if (!used.has(wished.toLowerCase())) return wished;
  for (let number = 2; ; number++) {
    const name = `${wished} ${number}`;
    if (!used.has(name.toLowerCase())) return name;
  }
}

/** The last part of a path, on either kind of system, without an extension where one is named. */
export function baseName(path: string, extension = ''): string {
  const name =
    path
      .replace(/[\\/]+$/, '')
      .split(/[\\/]/)
      .pop() ?? '';
  return extension && name.toLowerCase().endsWith(extension) ? name.slice(0, -extension.length) : name;
}
