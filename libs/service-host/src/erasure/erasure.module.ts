import { SETTINGS, type Settings } from '@ebbflow/config';
import type { ServiceName } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Outbox } from '@ebbflow/messaging';
import { Logger } from '@ebbflow/observability';
// eslint-disable-next-line @nx/enforce-module-boundaries -- only services with a database import this entry; the others load service-host without it
import { BlobConfig, Database, FileBlobStore } from '@ebbflow/persistence';
import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { provideConfig } from '../provide-config.ts';
import { dataMapOf } from './data-map.ts';
import type { ErasureMap } from './erasure-map.ts';
import { erasureConsumerOf } from './erasure-ordered.consumer.ts';
import { ErasureParts } from './erasure-part.ts';
import { DATA_MAP, ERASURES, LEDGER_REPLAY } from './erasure-tokens.ts';
import { Erasures } from './erasures.ts';
import { ErasuresController } from './erasures.controller.ts';
import { LedgerReplay } from './ledger-replay.ts';
import { RestoreGuard } from './restore-guard.ts';
import { RestoreConfig } from './restore.config.ts';

export interface ErasureOptions {
  readonly service: ServiceName;
  readonly map: ErasureMap;
  /** False for retention, which orders and does its own part itself. */
  readonly isOrdered?: boolean;
}

/**
 * By which a service forgets: it carries out what retention orders, tells what it has, and is not served after a restore before it has
 * forgotten again. Needs Database and Outbox, `erasureFunctions` and `restoreMark` in a migration. `ErasureParts` is for everybody in the
 * service who does more than rows.
 */
@Module({})
export class ErasureModule {
  static forService({ service, map, isOrdered = true }: ErasureOptions): DynamicModule {
    return {
      module: ErasureModule,
      global: true,
      controllers: [ErasuresController],
      providers: [
        ErasureParts,
        provideConfig(RestoreConfig),
        RestoreGuard,
        {
          provide: ERASURES,
          inject: [Database, ErasureParts, SETTINGS],
          useFactory: (database: Database, parts: ErasureParts, settings: Settings) => {
            const blobs = map.blobs === undefined ? undefined : new FileBlobStore(new BlobConfig(settings).folder);
            return new Erasures({ service, map, database, parts, blobs });
          },
        },
        {
          provide: DATA_MAP,
          inject: [Database],
          useFactory: (database: Database) => () => dataMapOf(service, map, database),
        },
        {
          provide: LEDGER_REPLAY,
          inject: [Database, ERASURES, RestoreGuard],
          useFactory: (database: Database, erasures: Erasures, guard: RestoreGuard) =>
            new LedgerReplay({ map, database, erasures, guard }),
        },
        ...(isOrdered ? [consumerOf(service)] : []),
      ],
      exports: [ErasureParts, DATA_MAP, ERASURES, LEDGER_REPLAY, RestoreGuard],
    };
  }
}

function consumerOf(service: ServiceName): Provider {
  const Consumer = erasureConsumerOf(service);
  return {
    provide: Consumer,
    inject: [ERASURES, Database, Outbox, CLOCK, Logger],
    useFactory: (...[erasures, database, outbox, clock, logger]: [Erasures, Database, Outbox, Clock, Logger]) =>
      new Consumer({ service, erasures, database, outbox, clock, logger }),
  };
}
