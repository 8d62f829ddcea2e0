import { clipRemedy, type Detection, design, lookAtData, rateRemedy } from '../evidence.ts';

/** NaN or infinity, in the loss that ended the run or in a layer that was looked at. */
export const nonFinite: Detection = {
  code: 'non_finite',
  detect: (evidence) => {
    const { error, observations, points } = evidence;
    const seen = observations.find(({ layers }) => layers.some(({ finite }) => !finite));
    const ofLoss = error?.details.loss !== undefined && error.details.epoch !== undefined;
    const hole = points.find(({ values }) => values.loss === null);
    if (!seen && !ofLoss && !hole) return null;
    const named = ofLoss && typeof error.details.layer === 'string' ? error.details.layer : null;
    const node = named ?? seen?.layers.find(({ finite }) => !finite)?.node ?? null;
    const epoch = ofLoss ? Number(error.details.epoch) : (seen?.epoch ?? hole?.epoch ?? null);
    const batch = ofLoss ? ` of its batch ${error.details.batch}` : '';
    const where = node === null ? '' : ` The first layer whose numbers went out of range is ${node}.`;
    const isData = error?.code === 'DATA_INVALID';
    return {
      severity: 'error',
      title: `Numbers went out of range in epoch ${epoch}`,
      text: isData
        ? error.message
        : `The loss${batch} is no number any more (NaN or infinity), and no step after it can mend that.${where}`,
      mark: 'Not a number',
      nodes: node === null ? [] : [node],
      epoch,
      step: seen?.step ?? hole?.step ?? points.at(-1)?.step ?? null,
      tries: isData
        ? [lookAtData('Check the dataset for missing or infinite values.')]
        : [
            rateRemedy(evidence, 0.1, false),
            clipRemedy(evidence),
            design('Put a rescaling layer (1/255) after the input, or normalization between the layers.', node),
          ],
    };
  },
};
