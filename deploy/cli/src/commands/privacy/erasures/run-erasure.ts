import { setTimeout as sleep } from 'node:timers/promises';
import type { ErasureAnswer } from '@ebbflow/contracts';
import { ExpectedError } from '@ebbflow/kernel';
import { Command } from 'commander';
import type { Instance } from '../../online/instance.ts';
import { answering } from '../answering.ts';
import { Progress } from '../progress.ts';
import { describeErasure } from './describe-erasure.ts';

const LOOK_EVERY_MS = 500;
const OVER = ['done', 'withdrawn'];

/** `ebbflow privacy run ID`: follows an approved erasure to its certificate. Exit 1 when there is none in time. */
export function runErasureCommand(): Command {
  const command = new Command('run')
    .description('follow an approved erasure until its certificate is there')
    .argument('<id>', 'the erasure (era_…)')
    .option('--timeout <seconds>', 'how long to wait', '3600');
  return answering<ErasureAnswer, { timeout: string }>(command, {
    ask: (instance, { timeout }, [id = '']) => followed(instance, id, Number(timeout) * 1_000),
    show: describeErasure,
    isWell: ({ state }) => state === 'done',
  });
}

async function followed(instance: Instance, id: string, timeoutMs: number): Promise<ErasureAnswer> {
  const progress = new Progress();
  const lateMs = Date.now() + timeoutMs;
  for (;;) {
    const erasure = await instance.get<ErasureAnswer>(`retention/v1/erasures/${encodeURIComponent(id)}`);
    const waiting = erasure.steps.filter(({ doneAt }) => doneAt === null).map(({ service }) => service);
    progress.say(waiting.length === 0 ? erasure.state : `${erasure.state}: ${waiting.join(', ')}`);
    if (OVER.includes(erasure.state) || Date.now() >= lateMs) {
      progress.end();
      return erasure;
    }
    if (erasure.state === 'planned')
      throw new ExpectedError(
        'CLI.NOT_APPROVED',
        409,
        'Nobody has approved this erasure yet: ebbflow privacy approve.',
      );
    await sleep(LOOK_EVERY_MS);
  }
}
