import type { EnginePorts } from '@ebbflow/engine';
import { Injectable } from '@nestjs/common';
import type { AttemptScope } from '../../runs/attempt/attempt-scope.ts';
import type { PortPart } from '../../runs/attempt/port-part.ts';
import { RunDataStores, type SettledJournal } from './run-data-stores.ts';
import { StoreAccess } from './store-access.ts';
import { TransactionsRepository } from './transactions.repository.ts';

/** Puts the data stores behind the engine's port, for one attempt. */
@Injectable()
export class DataStoresOfRuns implements PortPart {
  constructor(
    private readonly repository: TransactionsRepository,
    private readonly access: StoreAccess,
  ) {}

  of(scope: AttemptScope, journal: SettledJournal): Pick<EnginePorts, 'dataStores'> {
    return { dataStores: new RunDataStores({ scope, journal, timezone: 'UTC' }, this.repository, this.access) };
  }
}
