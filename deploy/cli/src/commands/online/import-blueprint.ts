import type { ImportedScenario } from '@ebbflow/contracts';
import { Command } from 'commander';
import { printAnswer } from '../print-answer.ts';
import { readJson } from '../read-json.ts';
import { Instance } from './instance.ts';

/** `ebbflow blueprint import FILE [--activate]`: into a running instance. */
export function importBlueprintCommand(): Command {
  return new Command('import')
    .description('import a blueprint into a running instance')
    .argument('<file>', 'blueprint as exported from Make or Ebbflow')
    .option('--activate', 'switch the scenario on once it is imported')
    .option('--json', 'one JSON document on standard output')
    .action(async (file: string, options: { activate?: boolean; json?: boolean }) => {
      const instance = Instance.find();
      const imported = await instance.post<ImportedScenario>('executor/v1/scenarios', { blueprint: readJson(file) });
      if (options.activate === true) {
        await instance.put(`executor/v1/scenarios/${imported.scenarioId}/activation`, { active: true });
      }
      printAnswer(options.json === true, imported, () => [
        `Imported as ${imported.scenarioId}${options.activate === true ? ' and switched on' : ''}.`,
        ...imported.hooks.map((hook) => `  module ${String(hook.moduleId)} listens at ${hook.url}`),
        ...imported.placeholders.map(
          (placeholder) =>
            `  module ${String(placeholder.moduleId)} is a placeholder: no built-in app has ${placeholder.module}`,
        ),
      ]);
    });
}
