import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import {
  type KeptInput,
  keptInputSchema,
  readKeptInputSchema,
  selectedRunsSchema,
  selectRunsSchema,
} from '@ebbflow/contracts';
import { Answers, InternalOnly, ZodBody } from '@ebbflow/service-host';
import type { z } from 'zod';
import { KeptInputsService } from './kept-inputs.service.ts';

@Controller('internal/v1/kept-inputs')
export class KeptInputsController {
  constructor(@Inject(KeptInputsService) private readonly inputs: KeptInputsService) {}

  @Post('read')
  @HttpCode(200)
  @InternalOnly('executor')
  @Answers(keptInputSchema)
  read(@ZodBody(readKeptInputSchema) { tenantId, runId }: z.infer<typeof readKeptInputSchema>): Promise<KeptInput> {
    return this.inputs.read(tenantId, runId);
  }

  @Post('select')
  @HttpCode(200)
  @InternalOnly('executor')
  @Answers(selectedRunsSchema)
  select(
    @ZodBody(selectRunsSchema) asked: z.infer<typeof selectRunsSchema>,
  ): Promise<z.infer<typeof selectedRunsSchema>> {
    return this.inputs.select(asked);
  }
}
