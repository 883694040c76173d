import { Command } from 'commander';
import { Instance } from './instance.ts';

/** `ebbflow blueprint export ID`: the newest version, as it was imported. */
export function exportBlueprintCommand(): Command {
  return new Command('export')
    .description('write the newest version of a scenario to standard output')
    .argument('<id>', 'scenario id (scn_…)')
    .option('--json', 'accepted for symmetry: the output is JSON anyway')
    .action(async (id: string) => {
      const blueprint = await Instance.find().get<unknown>(`executor/v1/scenarios/${encodeURIComponent(id)}/blueprint`);
      process.stdout.write(`${JSON.stringify(blueprint, null, 2)}\n`);
    });
}
