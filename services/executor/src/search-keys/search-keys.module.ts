import { Module } from '@nestjs/common';
import { ObjectTeamsModule } from '../object-teams/object-teams.module.ts';
import { ScenariosModule } from '../scenarios/scenarios.module.ts';
import { RunSearchIndexes } from './run-search-indexes.ts';
import { SearchKeysController } from './search-keys.controller.ts';
import { SearchKeysListener } from './search-keys-listener.ts';
import { SearchKeysOfTenants } from './search-keys-of-tenants.ts';
import { SearchKeysRepository } from './search-keys.repository.ts';
import { SearchKeysService } from './search-keys.service.ts';

/** What runs of a scenario are found by. */
@Module({
  imports: [ObjectTeamsModule, ScenariosModule],
  controllers: [SearchKeysController],
  providers: [RunSearchIndexes, SearchKeysListener, SearchKeysOfTenants, SearchKeysRepository, SearchKeysService],
  exports: [RunSearchIndexes],
})
export class SearchKeysModule {}
