import { provideConfig } from '@ebbflow/service-host';
import { Module } from '@nestjs/common';
import { PeriodSaltsConfig } from './period-salts.config.ts';
import { PeriodSaltsController } from './period-salts.controller.ts';
import { PeriodSaltsJob } from './period-salts.job.ts';
import { PeriodSaltsRepository } from './period-salts.repository.ts';
import { PeriodSaltsService } from './period-salts.service.ts';

/** Salts of periods: what makes the payloads of one hour unreadable everywhere at one moment. */
@Module({
  controllers: [PeriodSaltsController],
  providers: [provideConfig(PeriodSaltsConfig), PeriodSaltsRepository, PeriodSaltsService, PeriodSaltsJob],
})
export class PeriodSaltsModule {}
