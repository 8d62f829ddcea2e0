import { tf } from '../../runtime/tf.ts';
import type { LossFunction } from './loss.ts';

/** As small as a logarithm gets: adding it to another changes nothing, and its gradient is 0 rather than NaN. */
const IMPOSSIBLE = -1e30;
const BLANK = 0;

/**
 * Connectionist temporal classification (A. Graves et al., 2006): the probability of all ways to spell the labels, one
 * class a time step, blanks between them. Labels end at their first blank.
 */
export const ctc: LossFunction<'ctc'> = {
  takes: 'class-numbers',
  compute: (labels, logits) => {
    const [batch = 0, times = 0, classes = 0] = logits.shape;
    const length = labels.shape[1] ?? 0;
    const places = 2 * length + 1;
    // A blank before, between and after the labels.
    const spelled = tf
      .stack([tf.fill([batch, length], BLANK, 'int32'), labels.cast('int32')], 2)
      .reshape([batch, 2 * length])
      .concat(tf.fill([batch, 1], BLANK, 'int32'), 1);
    // At each time, of each place's class: [batch, time, place].
    const scores = tf.matMul(
      tf.logSoftmax(logits) as tf.Tensor3D,
      tf.oneHot(spelled.cast('int32'), classes).cast('float32').transpose([0, 2, 1]) as tf.Tensor3D,
    );
    const at = (time: number): tf.Tensor => scores.slice([0, time, 0], [batch, 1, places]).reshape([batch, places]);
    const skips = mayFollowOverOne(spelled, places);
    const begins = Array.from({ length: places }, (_, place) => (place < 2 ? 0 : IMPOSSIBLE));
    let reached: tf.Tensor = at(0).add(tf.tensor2d(begins, [1, places]));
    for (let time = 1; time < times; time++) {
      const ways = tf.stack([reached, shifted(reached, 1), shifted(reached, 2).add(skips)], 2);
      reached = tf.logSumExp(ways, 2).add(at(time));
    }
    return tf.logSumExp(reached.add(lastPlaces(labels, places)), 1).neg();
  },
};

/** What was reached so many places before. */
function shifted(reached: tf.Tensor, by: number): tf.Tensor {
  const [batch = 0, places = 0] = reached.shape;
  if (places <= by) return tf.fill([batch, places], IMPOSSIBLE);
  return tf.fill([batch, by], IMPOSSIBLE).concat(reached.slice([0, 0], [batch, places - by]), 1);
}

/** 0 where a place may follow the one before the last: another label than that, with the blank left out. */
function mayFollowOverOne(spelled: tf.Tensor, places: number): tf.Tensor {
  const [batch = 0] = spelled.shape;
  if (places < 3) return tf.fill([batch, places], IMPOSSIBLE);
  const [later, earlier] = [spelled.slice([0, 2], [batch, places - 2]), spelled.slice([0, 0], [batch, places - 2])];
  const may = tf.logicalAnd(later.notEqual(BLANK), later.notEqual(earlier)).cast('float32');
  return tf.fill([batch, 2], IMPOSSIBLE).concat(tf.sub(1, may).mul(IMPOSSIBLE), 1);
}

/** 0 at the two places where a spelling may end: its last label and the blank after it. */
function lastPlaces(labels: tf.Tensor, places: number): tf.Tensor {
  const end = labels.notEqual(BLANK).cast('float32').sum(1).mul(2).expandDims(1);
  const place = tf.range(0, places).expandDims(0);
  const fits = tf.logicalOr(place.equal(end), place.equal(end.sub(1))).cast('float32');
  return tf.sub(1, fits).mul(IMPOSSIBLE);
}
