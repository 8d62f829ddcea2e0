/** Walks a folder without the rights of root, who may read everything, and prints what was found. */
import { ProblemLog } from '../problem-log.ts';
import { walkFolder } from '../scan/walk-folder.ts';

const NOBODY = 65534;

// Only once everything is loaded: the project itself may lie where nobody else can read.
if (process.geteuid?.() === 0) process.seteuid?.(NOBODY);
const problems = new ProblemLog();
const { files } = await walkFolder(process.argv[2] ?? '', problems);
process.stdout.write(JSON.stringify({ files, problems: problems.toProblems() }));
