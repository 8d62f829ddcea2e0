import { Box, Boxes, Braces, FileCode, Layers, type LucideIcon } from 'lucide-react';
import type { ExportFormat } from '#shared/contract/requests/results.ts';

export interface FormatInfo {
  readonly format: ExportFormat;
  readonly title: string;
  readonly what: string;
  readonly icon: LucideIcon;
  /** Formats of later versions stand in the list, so that nobody looks for them in vain. */
  readonly isMade: boolean;
  /** Nothing on this machine runs it, so its files can't be compared. */
  readonly isUnchecked?: true;
}

export const formats: readonly FormatInfo[] = [
  {
    format: 'tfjs',
    title: 'TensorFlow.js',
    what: 'web pages, Node',
    icon: Braces,
    isMade: true,
  },
  { format: 'onnx', title: 'ONNX', what: 'ONNX Runtime', icon: Box, isMade: false },
  { format: 'saved-model', title: 'SavedModel', what: 'TensorFlow', icon: Boxes, isMade: false },
  { format: 'keras', title: 'Keras', what: 'Keras 3, Python', icon: Layers, isMade: true, isUnchecked: true },
  { format: 'python', title: 'Python project', what: 'code and weights', icon: FileCode, isMade: false },
];
