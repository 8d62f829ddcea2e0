/** `.npy` files that lie, ask for much, or hold what is not data. */
export function hostileNpy(): Record<string, Uint8Array> {
  const file = (header: string, data = new Uint8Array(), version = 1, length = header.length): Uint8Array => {
    const head = Buffer.alloc(version === 1 ? 10 : 12);
    head.write('\x93NUMPY', 0, 'latin1');
    head[6] = version;
    if (version === 1) head.writeUInt16LE(length & 0xffff, 8);
    else head.writeUInt32LE(length >>> 0, 8);
    return Buffer.concat([head, Buffer.from(header, 'latin1'), data]);
  };
  const of = (descr: string, order: string, shape: string) =>
    `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }\n`;
  const four = new Uint8Array(16);
  return {
    empty: new Uint8Array(),
    'the magic alone': Buffer.from('\x93NUMPY', 'latin1'),
    'pickled objects': file(of('|O', 'False', '(1,)'), Buffer.from('cos\nsystem\n(S"id"\ntR.')),
    'a structure': file("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (4,), }\n", four),
    'Fortran order': file(of('<f4', 'True', '(2, 2)'), four),
    'big-endian': file(of('>f4', 'False', '(4,)'), four),
    'a shape beyond memory': file(of('<f4', 'False', '(1000000000, 1000000000)'), four),
    'a shape beyond numbers': file(of('<f4', 'False', `(${'9'.repeat(400)},)`), four),
    'a shape of zeros times much': file(of('<f4', 'False', '(0, 99999999999)')),
    'a negative shape': file(of('<f4', 'False', '(-4,)'), four),
    'a fraction of a shape': file(of('<f4', 'False', '(2.5,)'), four),
    'a shape of 60 dimensions': file(of('<f4', 'False', `(${'1,'.repeat(60)})`), four),
    'no shape': file("{'descr': '<f4', 'fortran_order': False, }\n", four),
    'less data than it says': file(of('<f4', 'False', '(400,)'), four),
    'more data than it says': file(of('<f4', 'False', '(1,)'), four),
    'a header longer than the file': file(of('<f4', 'False', '(4,)'), four, 1, 60_000),
    'a header of 4 GB': file(of('<f4', 'False', '(4,)'), four, 2, 2 ** 32 - 1),
    'an unknown version': file(of('<f4', 'False', '(4,)'), four, 9),
    'a prototype for a type': file(of('__proto__', 'False', '(4,)'), four),
    'a constructor for a type': file(of('constructor', 'False', '(4,)'), four),
    'code for a header': file("__import__('os').system('id')\n", four),
    'another shape than the model takes': file(of('<f4', 'False', '(4,)'), four),
  };
}
