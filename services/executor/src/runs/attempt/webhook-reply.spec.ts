import { systemClock } from '@ebbflow/kernel';
import type { Logger } from '@ebbflow/observability';
import type { ServiceClient } from '@ebbflow/service-host';
import { aHeldRun } from '../../../test/support/held-run.builder.ts';
import type { RunJournal } from '../journal/run-journal.ts';
import { AttemptScope } from './attempt-scope.ts';
import { WebhookReply } from './webhook-reply.ts';

describe('WebhookReply', () => {
  it('fails the module whose answer is larger than the gateway takes, instead of leaving the sender to wait', async () => {
    const calls: string[] = [];
    const client = {
      call: async (_service: string, _method: string, path: string): Promise<void> => {
        calls.push(path);
      },
    } as unknown as ServiceClient;
    const run = aHeldRun({ deliveryId: 'dlv_1', replyTo: 'http://127.0.0.1:1' });
    const scope = new AttemptScope(run, systemClock, Infinity);
    const journal = { settle: async () => undefined } as unknown as RunJournal;
    const reply = new WebhookReply(client, scope, journal, undefined as unknown as Logger);
    const answer = (bytes: number): Promise<void> =>
      reply.respond({ status: 200, headers: [], body: Buffer.alloc(bytes) });
    await expect(answer(12 * 1_048_576)).rejects.toMatchObject({ errorClass: 'MaxFileSizeExceededError' });
    expect(calls).toEqual([]);
    await answer(11 * 1_048_576);
    expect(calls).toHaveLength(1);
  });
});
