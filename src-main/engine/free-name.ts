/** The wanted name, or the first of `name 2`, `name 3`… that is free. */
export function freeName(wanted: string, isFree: (name: string) => boolean): string {
  if (isFree(wanted)) return wanted;
  let number = 2;
  while (!isFree(`${wanted} ${number}`)) number += 1;
  return `${wanted} ${number}`;
}
