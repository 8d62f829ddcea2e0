import type { Reading, ReadOperation } from './operation.ts';

const one =
  (reading: (config: Readonly<Record<string, unknown>>) => Reading | null): ReadOperation =>
  ({ call, config }) =>
    call.tensors.length === 1 ? reading(config) : null;

const activation = (name: string): ReadOperation => one(() => ({ type: 'activation', params: { activation: name } }));

/** One setting, where the file gives it a number; else Keras's default, which is the layer's. */
const setting = (config: Readonly<Record<string, unknown>>, key: string): Reading['params'] =>
  typeof config[key] === 'number' ? { [key]: config[key] } : {};

/** Functions of one value, or along one axis. */
export const functions: Readonly<Record<string, ReadOperation>> = {
  Relu: activation('relu'),
  Relu6: activation('relu6'),
  Sigmoid: activation('sigmoid'),
  LogSigmoid: activation('log_sigmoid'),
  HardSigmoid: activation('hard_sigmoid'),
  HardSilu: activation('hard_silu'),
  HardTanh: activation('hard_tanh'),
  Silu: activation('silu'),
  Tanh: activation('tanh'),
  TanhShrink: activation('tanh_shrink'),
  Softplus: activation('softplus'),
  Softsign: activation('softsign'),
  Selu: activation('selu'),
  Exp: activation('exponential'),
  Elu: one((config) => ({ type: 'elu', params: setting(config, 'alpha') })),
  LeakyRelu: one((config) => ({ type: 'leaky_relu', params: setting(config, 'negative_slope') })),
  Softmax: one(({ axis = -1 }) => (typeof axis === 'number' ? { type: 'softmax', params: { axis: [axis] } } : null)),
  LogSoftmax: one(({ axis = -1 }) =>
    axis === -1 ? { type: 'activation', params: { activation: 'log_softmax' } } : null,
  ),
};
