import { type ExportedSubject, subjectExportSchema } from '@ebbflow/contracts';
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
  constructor(@Inject(SUBJECT_DATASETS) private readonly datasets: readonly SubjectDataset[]) {}

  @Post()
  @HttpCode(200)
  @InternalOnly('retention')
  @AnswersStream('application/x-ndjson')
  async export(
    @ZodBody(subjectExportSchema) { subject }: { subject: ExportedSubject },
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await reply
      .header('content-type', 'application/x-ndjson')
      .header('cache-control', 'no-store')
      .send(subjectExportStream(this.datasets, subject));
  }
}
