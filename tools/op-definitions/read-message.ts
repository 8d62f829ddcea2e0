/** A field of a protobuf message: a number for varints and fixed widths, bytes for everything with a length. */
export interface Field {
  readonly number: number;
  readonly value: bigint | Uint8Array;
}

/** Reads a protobuf message into its fields, in order (the encoding is at protobuf.dev, "Encoding"). */
export function fieldsOf(bytes: Uint8Array): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) throw new Error('the message ends within a number');
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  const take = (length: number): Uint8Array => {
    if (at + length > bytes.length) throw new Error('the message ends within a field');
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    const number = tag >> 3;
    const wire = tag & 7;
    if (wire === 0) fields.push({ number, value: varint() });
    else if (wire === 1) fields.push({ number, value: take(8) });
    else if (wire === 2) fields.push({ number, value: take(Number(varint())) });
    else if (wire === 5) fields.push({ number, value: take(4) });
    else throw new Error(`wire type ${wire} is not used by protobuf 3`);
  }
  return fields;
}

export class Message {
  readonly #fields: readonly Field[];

  constructor(bytes: Uint8Array) {
    this.#fields = fieldsOf(bytes);
  }

  has(number: number): boolean {
    return this.#fields.some((field) => field.number === number);
  }

  text(number: number): string {
    const found = this.#fields.find((field) => field.number === number)?.value;
    return found instanceof Uint8Array ? new TextDecoder().decode(found) : '';
  }

  integer(number: number): number {
    const found = this.#fields.find((field) => field.number === number)?.value;
    return typeof found === 'bigint' ? Number(found) : 0;
  }

  messages(number: number): Message[] {
    return this.#fields.flatMap(({ number: own, value }) =>
      own === number && value instanceof Uint8Array ? [new Message(value)] : [],
    );
  }
}
