/** `node bench/large/pictures.ts FOLDER COUNT`: a folder of as many different pictures, made here and never committed. */
import { makePictures } from './make-pictures.ts';

const [folder, count] = process.argv.slice(2);
if (!folder || !(Number(count) > 0)) throw new Error('Usage: node bench/large/pictures.ts FOLDER COUNT');
await makePictures(folder, Number(count), (done) => process.stderr.write(`\r${done} of ${count}`));
process.stderr.write(`\r${count} of ${count}\n`);
