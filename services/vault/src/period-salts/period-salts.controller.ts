import {
  type PeriodSaltsAnswer,
  periodSaltsSchema,
  type PeriodSaltStatus,
  periodSaltStatusSchema,
  readPeriodSaltsSchema,
} from '@ebbflow/contracts';
import { Answers, InternalOnly, ZodBody } from '@ebbflow/service-host';
import { Controller, Get, Header, HttpCode, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { PeriodSaltsService } from './period-salts.service.ts';

@Controller('internal/v1/period-salts')
export class PeriodSaltsController {
  constructor(@Inject(PeriodSaltsService) private readonly salts: PeriodSaltsService) {}

  @Post('read')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @InternalOnly('gateway', 'executor', 'log-store')
  @Answers(periodSaltsSchema)
  async read(
    @ZodBody(readPeriodSaltsSchema) { periods }: z.infer<typeof readPeriodSaltsSchema>,
  ): Promise<PeriodSaltsAnswer> {
    return { salts: await this.salts.read(periods) };
  }

  @Get()
  @InternalOnly('vault', 'retention')
  @Answers(periodSaltStatusSchema)
  status(): Promise<PeriodSaltStatus> {
    return this.salts.status();
  }
}
