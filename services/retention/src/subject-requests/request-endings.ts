import { toEbbflowError } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { Inject, Injectable } from '@nestjs/common';
import { ErasureEndings } from '../erasures/erasure-endings.ts';
import { RequestErasures } from './request-erasures.ts';
import { RequestReads } from './request-reads.ts';

/** A request to be forgotten ends with its erasure, and not with the next look of the job. */
@Injectable()
export class RequestEndings {
  constructor(
    @Inject(ErasureEndings) endings: ErasureEndings,
    @Inject(RequestReads) private readonly reads: RequestReads,
    @Inject(RequestErasures) private readonly erasures: RequestErasures,
    @Inject(Logger) private readonly logger: Logger,
  ) {
    endings.onEnded((requestId) => void this.#follow(requestId));
  }

  async #follow(requestId: string): Promise<void> {
    try {
      const [found] = await this.reads.list('everybody', { id: requestId, most: 1 });
      if (found?.row.state === 'in-progress') await this.erasures.follow(found.row);
    } catch (thrown) {
      const { code } = toEbbflowError(thrown);
      this.logger.warn('A request could not be ended with its erasure; the next look ends it.', { requestId, code });
    }
  }
}
