import { Module } from '@nestjs/common';
import { PageViewIntake } from './page-view-intake.ts';
import { UsageInformationController } from './usage-information.controller.ts';
import { UsageInformationEntity } from './usage-information.entity.ts';
import { UsageInformationRepository } from './usage-information.repository.ts';
import { UsageInformationService } from './usage-information.service.ts';

export const USAGE_INFORMATION_ENTITIES = [UsageInformationEntity];

@Module({
  controllers: [UsageInformationController],
  providers: [PageViewIntake, UsageInformationRepository, UsageInformationService],
  exports: [UsageInformationRepository],
})
export class UsageInformationModule {}
