import type { LifetimesAnswer } from '@ebbflow/contracts';
import { ExpectedError } from '@ebbflow/kernel';
import { Command } from 'commander';
import { table } from '../../print-table.ts';
import { answering } from '../answering.ts';

interface Place {
  readonly team?: string;
  readonly scenario?: string;
}

/** `ebbflow privacy lifetimes …`: how long is kept what is retained. */
export function lifetimesCommand(): Command {
  return new Command('lifetimes')
    .description('how long what is retained is kept; it can be shortened, never lengthened')
    .addCommand(
      answering<LifetimesAnswer, Place>(withPlace(new Command('show')).description('what holds, and what was set'), {
        ask: (instance, place) => instance.get(addressOf(place)),
        show: describeLifetimes,
      }),
    )
    .addCommand(
      answering<LifetimesAnswer, Place>(
        withPlace(new Command('set'))
          .description('replace what was set there; what is left out follows the next outer place again')
          .argument('<category=lifetime...>', 'such as execution-details=P7D'),
        {
          ask: async (instance, place, [pairs]) => {
            const { revision } = await instance.get<LifetimesAnswer>(addressOf(place));
            const lifetimes = Object.fromEntries((pairs as unknown as string[]).map(pairOf));
            return instance.put(addressOf(place), { lifetimes }, `"${String(revision)}"`);
          },
          show: describeLifetimes,
        },
      ),
    );
}

function withPlace(command: Command): Command {
  return command
    .option('--team <id>', 'of this team instead of the organisation')
    .option('--scenario <id>', 'of this scenario instead of the organisation');
}

/** @throws ExpectedError when both are named */
function addressOf({ team, scenario }: Place): string {
  if (team !== undefined && scenario !== undefined)
    throw new ExpectedError('CLI.ONE_PLACE', 400, 'Name one of --team and --scenario at a time.');
  if (team !== undefined) return `executor/v1/teams/${encodeURIComponent(team)}/lifetimes`;
  if (scenario !== undefined) return `executor/v1/scenarios/${encodeURIComponent(scenario)}/lifetimes`;
  return 'executor/v1/lifetimes';
}

function pairOf(text: string): [string, string] {
  const [category = '', lifetime] = text.split('=');
  if (lifetime === undefined)
    throw new ExpectedError('CLI.NO_PAIR', 400, 'Write a lifetime as category=duration, such as notifications=P3D.');
  return [category, lifetime];
}

function describeLifetimes({ lifetimes }: LifetimesAnswer): string[] {
  return [
    table(
      ['category', 'holds', 'set here', 'at most'],
      Object.entries(lifetimes).map(([category, { effective, set, longest }]) => [
        ...[category, effective, set ?? '', longest],
      ]),
    ),
  ];
}
