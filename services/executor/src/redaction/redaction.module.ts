import { provideConfig } from '@ebbflow/service-host';
import { Module } from '@nestjs/common';
import { ObjectTeamsModule } from '../object-teams/object-teams.module.ts';
import { ScenariosModule } from '../scenarios/scenarios.module.ts';
import { InternalRedactionController } from './internal-redaction.controller.ts';
import { RedactionConfig } from './redaction.config.ts';
import { RedactionListener } from './redaction-listener.ts';
import { RedactionPreviews } from './redaction-previews.service.ts';
import { RedactionRulesController } from './redaction-rules.controller.ts';
import { RedactionRulesRepository } from './redaction-rules.repository.ts';
import { RedactionRulesService } from './redaction-rules.service.ts';
import { Redactors } from './redactors.ts';
import { ScenarioRedactionRulesController } from './scenario-redaction-rules.controller.ts';

/** What is taken out of the logs of runs before they are stored. */
@Module({
  imports: [ObjectTeamsModule, ScenariosModule],
  controllers: [InternalRedactionController, RedactionRulesController, ScenarioRedactionRulesController],
  providers: [
    provideConfig(RedactionConfig),
    RedactionListener,
    RedactionPreviews,
    RedactionRulesRepository,
    RedactionRulesService,
    Redactors,
  ],
  exports: [Redactors],
})
export class RedactionModule {}
