import { sizesOf } from './augmentation.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { numberIn } from './config.ts';
import type { LayerFactory } from './factory.ts';
import { smartResize } from './smart-resize.ts';

export const centerCrop: LayerFactory = {
  create: (config, { name }) => {
    const [rows, columns] = [numberIn(config, 'height'), numberIn(config, 'width')];
    return new CatalogueLayer('center_crop', config, name, ({ input }) => {
      const { height, width } = sizesOf(input.shape);
      if (height < rows || width < columns) return smartResize(input, rows, columns);
      const [top, left] = [Math.floor((height - rows) / 2), Math.floor((width - columns) / 2)];
      return input.slice([0, top, left, 0], [-1, rows, columns, -1]);
    });
  },
  // tfjs has one of that name, which can't resize.
  stock: () => null,
};
