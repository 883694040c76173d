import { CLOCK, type Clock, TransientError } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { LogStreamRow } from './log-stream-row.ts';
import { LogStreamsConfig } from './log-streams.config.ts';
import type { LogStreamProgress } from './log-stream-queue.ts';
import { StreamRecords } from './stream-records.ts';
import { StreamSecrets } from './stream-secrets.ts';
import { StreamSenders } from './stream-senders.ts';

/** Vault does not have what the stream was given for this target: it is being changed, or its secret was lost. */
class SecretAwayError extends TransientError {
  constructor() {
    super(
      'LOG_STORE.NO_STREAM_SECRET',
      'There is no secret for the target of a log stream; change the stream and give it anew.',
    );
  }
}

/** One batch of one stream. */
@Injectable()
export class StreamDelivery {
  constructor(
    @Inject(LogStreamsConfig) private readonly config: LogStreamsConfig,
    @Inject(StreamRecords) private readonly records: StreamRecords,
    @Inject(StreamSecrets) private readonly secrets: StreamSecrets,
    @Inject(StreamSenders) private readonly senders: StreamSenders,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws what kept the receiver from having it */
  async deliver(stream: LogStreamRow, stopping: AbortSignal): Promise<LogStreamProgress> {
    const { tenantId, id, target, hasSecret } = stream;
    const { records, isMore, ...position } = await this.records.next(stream, this.config.batch);
    if (records.length > 0) {
      const secret = hasSecret ? await this.secrets.of(tenantId, id, target) : undefined;
      if (hasSecret && secret === undefined) throw new SecretAwayError();
      const timeoutMs = this.config.timeout.milliseconds;
      const signal = AbortSignal.any([stopping, AbortSignal.timeout(timeoutMs)]);
      await this.senders.send(stream, { tenantId, records, secret, now: this.clock.now(), timeoutMs, signal });
    }
    const now = this.clock.now();
    const auditWait = isMore ? 0 : this.config.auditPoll.milliseconds;
    return {
      ...position,
      acknowledgedAt: records.at(-1)?.at ?? null,
      sentCount: records.length,
      // What is not to be read yet, behind a transaction that is still open, is not asked for at once again.
      dueAt: records.length > 0 || isMore ? now : new Date(now.getTime() + this.config.poll.milliseconds),
      auditDueAt: stream.auditDueAt > now ? stream.auditDueAt : new Date(now.getTime() + auditWait),
    };
  }
}
