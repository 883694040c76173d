import { type ExportedSubject, subjectExportSchema } from '@ebbflow/contracts';
import { Logger } from '@ebbflow/observability';
import { Controller, HttpCode, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { InternalOnly } from '../access/internal-only.ts';
import { AnswersStream } from '../http/answers.ts';
import { ZodBody } from '../http/zod-input.ts';
import { SUBJECT_DATASETS, type SubjectDataset } from './subject-dataset.ts';
import { subjectExportStream } from './subject-export-stream.ts';

/** Gives retention a copy of what this service has of somebody. A service that has anything names it under `SUBJECT_DATASETS`. */
@Controller('internal/v1/subject-exports')
export class SubjectExportController {
  constructor(
    @Inject(SUBJECT_DATASETS) private readonly datasets: readonly SubjectDataset[],
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  @Post()
  @HttpCode(200)
  @InternalOnly('retention')
  @AnswersStream('application/x-ndjson')
  async export(
    @ZodBody(subjectExportSchema) { subject }: { subject: ExportedSubject },
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const stream = subjectExportStream(this.datasets, subject);
    // The answer has begun: its reader learns by its missing end that something went wrong, and we by this.
    stream.on('error', (thrown) => {
      this.logger.warn('A copy of what is kept of somebody broke off; it is asked for again.', {}, thrown);
    });
    await reply.header('content-type', 'application/x-ndjson').header('cache-control', 'no-store').send(stream);
  }
}
