import { spatialDropoutFactory } from './spatial-dropout.ts';

export const spatialDropout1d = spatialDropoutFactory('spatial_dropout1d');
