import { runAnswerSchema } from '@ebbflow/contracts';
import { AnswersNothing, InternalOnly, ZodBody } from '@ebbflow/service-host';
import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { NobodyWaitsError } from '../run-calls.errors.ts';
import { RunAnswerWaiters } from './run-answer-waiters.ts';

/** The end of a run, told by the replica that had it to the one where its caller waits. */
@Controller('internal/v1/run-answers')
export class RunAnswersController {
  constructor(private readonly waiters: RunAnswerWaiters) {}

  @Post(':runId')
  @HttpCode(204)
  @InternalOnly('executor')
  @AnswersNothing()
  answer(@Param('runId') runId: string, @ZodBody(runAnswerSchema) answer: z.infer<typeof runAnswerSchema>): void {
    if (!this.waiters.answer(runId, answer)) throw new NobodyWaitsError();
  }
}
