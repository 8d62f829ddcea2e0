import { spatialDropoutFactory } from './spatial-dropout.ts';

export const spatialDropout2d = spatialDropoutFactory('spatial_dropout2d');
