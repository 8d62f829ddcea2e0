/** A key as it is printed on the keyboard; `Ctrl K` becomes two keys. */
export function Kbd({ children }: { children: string }) {
  return (
    <span className="row" style={{ display: 'inline-flex', ['--gap' as string]: '2px' }}>
      {children.split(' ').map((key) => (
        <kbd key={key} className="kbd">
          {key}
        </kbd>
      ))}
    </span>
  );
}
