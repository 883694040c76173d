import type { ErasureAnswer } from '@ebbflow/contracts';
import { Command } from 'commander';
import { answering } from '../answering.ts';
import { describeErasure } from './describe-erasure.ts';

const addressOf = (id = ''): string => `retention/v1/erasures/${encodeURIComponent(id)}`;

/** `ebbflow privacy approve ID`: the second pair of eyes. */
export function approveErasureCommand(): Command {
  const command = new Command('approve')
    .description('let a planned erasure begin: somebody else than who planned it')
    .argument('<id>', 'the erasure (era_…)');
  return answering<ErasureAnswer>(command, {
    ask: (instance, _options, [id]) => instance.post(`${addressOf(id)}/approval`, {}),
    show: describeErasure,
  });
}

/** `ebbflow privacy status ID`. */
export function showErasureCommand(): Command {
  const command = new Command('status').description('how far an erasure is').argument('<id>', 'the erasure (era_…)');
  return answering<ErasureAnswer>(command, {
    ask: (instance, _options, [id]) => instance.get(addressOf(id)),
    show: describeErasure,
  });
}

/** `ebbflow privacy withdraw ID`. */
export function withdrawErasureCommand(): Command {
  const command = new Command('withdraw')
    .description('take an erasure back, as long as it has not begun')
    .argument('<id>', 'the erasure (era_…)');
  return answering<ErasureAnswer>(command, {
    ask: (instance, _options, [id]) => instance.delete(addressOf(id)),
    show: describeErasure,
  });
}
