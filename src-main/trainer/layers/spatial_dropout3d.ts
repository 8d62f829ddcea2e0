import { spatialDropoutFactory } from './spatial-dropout.ts';

export const spatialDropout3d = spatialDropoutFactory('spatial_dropout3d');
