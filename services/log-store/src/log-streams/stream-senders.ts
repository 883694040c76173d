import { createEgress, type Egress, EgressConfig } from '@ebbflow/egress';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { sendHttp } from './http-sender.ts';
import type { LogRecord } from './log-record.ts';
import type { LogStreamRow } from './log-stream-row.ts';
import { sendSyslog } from './syslog-sender.ts';

export interface Batch {
  readonly tenantId: string;
  readonly records: readonly LogRecord[];
  readonly secret: string | undefined;
  readonly now: Date;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** The way out of the log store: through the house's egress only, which judges every address. */
@Injectable()
export class StreamSenders implements OnApplicationShutdown {
  readonly #egress: Egress;

  constructor(@Inject(EgressConfig) config: EgressConfig) {
    this.#egress = createEgress(config);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#egress.close();
  }

  /** Resolves when the receiver has taken the batch. @throws why it has not */
  async send({ target }: Pick<LogStreamRow, 'target'>, batch: Batch): Promise<void> {
    if (target.kind === 'syslog') await sendSyslog(this.#egress, target, batch);
    else await sendHttp(this.#egress, target, batch);
  }
}
