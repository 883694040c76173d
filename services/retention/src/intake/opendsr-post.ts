import { createEgress, type Egress, EgressConfig } from '@ebbflow/egress';
import { toEbbflowError } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { SubjectRequestEntity } from '../subject-requests/subject-request.entity.ts';
import { statusAnswer } from './opendsr-status.policy.ts';
import { OpenDsrSigner } from './opendsr-signer.ts';
import { OpenDsrConfig } from './opendsr.config.ts';

const LONGEST_MS = 15_000;
const MOST_BYTES = 65_536;

/** One signed call to where a controller wants to hear, through the guarded way out. */
@Injectable()
export class OpenDsrPost implements OnApplicationShutdown {
  readonly #egress: Egress;

  constructor(
    @Inject(EgressConfig) egress: EgressConfig,
    @Inject(OpenDsrSigner) private readonly signer: OpenDsrSigner,
    @Inject(OpenDsrConfig) private readonly config: OpenDsrConfig,
    @Inject(Logger) private readonly logger: Logger,
  ) {
    this.#egress = createEgress(egress);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#egress.close();
  }

  /** Whether it was taken. */
  async send(row: SubjectRequestEntity, url: string): Promise<boolean> {
    const answer = { ...statusAnswer(row, this.config.publicUrl), status_callback_url: url };
    const { text, headers } = this.signer.sign(answer);
    try {
      const { status } = await this.#egress.request({
        ...{ url, method: 'POST', body: Buffer.from(text), timeoutMs: LONGEST_MS, maxResponseBytes: MOST_BYTES },
        headers: [['content-type', 'application/json'], ...Object.entries(headers)],
        ...{ followRedirects: false, rejectUnauthorized: true },
      });
      return status >= 200 && status < 300;
    } catch (thrown) {
      const { code } = toEbbflowError(thrown);
      this.logger.warn('A controller could not be told of a request; tried again.', { requestId: row.id, code });
      return false;
    }
  }
}
