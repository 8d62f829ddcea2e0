interface ThumbnailProps {
  /** An object URL; undefined while it is on its way. */
  src: string | undefined;
  /** The file's name; empty where the picture only decorates. */
  name: string;
  size: number;
}

export function Thumbnail({ src, name, size }: ThumbnailProps) {
  const style = { width: size, height: size };
  if (!src && name === '') return <span className="thumb" style={style} aria-hidden="true" />;
  if (!src) return <span className="thumb" style={style} role="img" aria-label={name} />;
  return <img className="thumb" style={{ ...style, objectFit: 'cover' }} src={src} alt={name} draggable={false} />;
}
