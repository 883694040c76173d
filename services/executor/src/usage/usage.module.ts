import { Module } from '@nestjs/common';
import { RunsModule } from '../runs/runs.module.ts';
import { UsageController } from './usage.controller.ts';
import { UsageService } from './usage.service.ts';

/** Plans, and what of them is used. */
@Module({
  imports: [RunsModule],
  controllers: [UsageController],
  providers: [UsageService],
})
export class UsageModule {}
