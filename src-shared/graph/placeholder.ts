/** In front of the class name of a Keras layer that is kept though the catalogue doesn't have it. */
const PLACEHOLDER = 'keras:';

/** The type of a node that stands for such a layer. */
export const placeholderType = (className: string): string => `${PLACEHOLDER}${className}`.slice(0, 120);

export const isPlaceholder = (type: string): boolean => type.startsWith(PLACEHOLDER);

/** What people call a type that the catalogue doesn't have. */
export const unknownTypeName = (type: string): string =>
  isPlaceholder(type) ? `${type.slice(PLACEHOLDER.length)} of Keras` : type;
