/**
 * tfjs-node 4.22 calls two functions that Node 24 no longer has. Must be evaluated before the first import of tfjs, and
 * before the native library is loaded, which reads its settings once.
 */
import util from 'node:util';

type OldUtil = { isNullOrUndefined?: (value: unknown) => boolean; isArray?: (value: unknown) => boolean };

const old = util as unknown as OldUtil;
old.isNullOrUndefined ??= (value) => value === null || value === undefined;
// Node 24 still has this one, and warns when it is called.
old.isArray = Array.isArray;

process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
// TensorFlow takes oneDNN by itself on CPUs of some kinds. A graph is then rounded otherwise than the same operations one
// by one, and the proof of a CNN's recording fails by 0.03 %; so every machine computes by the kernels that were proven.
process.env.TF_ENABLE_ONEDNN_OPTS ??= '0';
