import { Command } from 'commander';
import { addDatasetCommands } from './commands/dataset.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addEvaluateCommand } from './commands/evaluate.ts';
import { addExportCommand } from './commands/export.ts';
import { addGraphCommands } from './commands/graph.ts';
import { addModelCommands } from './commands/model.ts';
import { addPredictCommand } from './commands/predict.ts';
import { addProjectCommands } from './commands/project.ts';
import { addRunCommands } from './commands/run.ts';
import { addServeCommand } from './commands/serve.ts';
import { addTemplateCommands } from './commands/template.ts';
import { addTrainCommand } from './commands/train.ts';
import { addTrashCommands } from './commands/trash.ts';
import type { Output } from './output.ts';

export function buildProgram(output: Output): Command {
  const program = new Command('strata')
    .description('Design, train, understand and ship neural networks on your own machine.')
    .option('--home <folder>', 'data folder (also STRATA_HOME)')
    .option('--json', 'print one JSON object a line')
    // Errors are thrown and said once, by runCommandLine.
    .exitOverride()
    .configureOutput({ outputError: () => {} });
  addDoctorCommand(program, output);
  addDatasetCommands(program, output);
  addProjectCommands(program, output);
  addTemplateCommands(program, output);
  addGraphCommands(program, output);
  addModelCommands(program, output);
  addTrainCommand(program, output);
  addRunCommands(program, output);
  addEvaluateCommand(program, output);
  addPredictCommand(program, output);
  addExportCommand(program, output);
  addTrashCommands(program, output);
  addServeCommand(program, output);
  return program;
}
