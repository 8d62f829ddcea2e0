import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/activity_regularization.json' with { type: 'json' };
import { activityRegularization } from './activity_regularization.ts';

checkLayer(activityRegularization, golden);
