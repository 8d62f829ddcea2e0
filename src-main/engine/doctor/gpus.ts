import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** An NVIDIA card as its driver describes it. */
export interface Gpu {
  readonly name: string;
  readonly memoryBytes: number;
  readonly driver: string;
  /** CUDA's compute capability, e.g. 8.9. */
  readonly capability: number;
}

const FIELDS = ['name', 'memory.total', 'driver_version', 'compute_cap'];
const BYTES_PER_MEBIBYTE = 2 ** 20;
const TIMEOUT_MS = 10_000;

/** The NVIDIA cards of this machine; none where the driver's tool is missing or fails. */
export async function findGpus(): Promise<Gpu[]> {
  try {
    const query = [`--query-gpu=${FIELDS.join(',')}`, '--format=csv,noheader,nounits'];
    const { stdout } = await promisify(execFile)('nvidia-smi', query, { timeout: TIMEOUT_MS });
    return parseGpus(stdout);
  } catch {
    return [];
  }
}

/** One card a line: `NVIDIA H100 80GB HBM3, 81559, 550.54.15, 9.0`. A field a driver doesn't know reads `[N/A]`. */
export function parseGpus(text: string): Gpu[] {
  return text.split('\n').flatMap((line) => {
    const [name, mebibytes, driver, capability] = line.split(',').map((cell) => cell.trim());
    if (!name || !mebibytes || !driver) return [];
    const memory = Number(mebibytes);
    return {
      name,
      memoryBytes: Number.isFinite(memory) ? memory * BYTES_PER_MEBIBYTE : 0,
      driver,
      capability: Number(capability) || 0,
    };
  });
}
