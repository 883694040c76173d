import { Inject, Module, type DynamicModule, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { SETTINGS, type Settings } from '@ebbflow/config';
import type { EntityClass } from './database/create-data-source.ts';
import { Database } from './database/database.ts';
import { PersistenceConfig } from './persistence.config.ts';

export interface PersistenceOptions {
  /** The one schema this service owns. */
  readonly schema: string;
  readonly entities?: readonly EntityClass[];
}

/** Opens the service's Database with the application and closes it after everything else (consumers, HTTP) has stopped. */
@Module({})
export class PersistenceModule implements OnModuleInit, OnApplicationShutdown {
  constructor(@Inject(Database) private readonly database: Database) {}

  static forService(options: PersistenceOptions): DynamicModule {
    return {
      module: PersistenceModule,
      global: true,
      providers: [
        {
          provide: PersistenceConfig,
          inject: [SETTINGS],
          useFactory: (settings: Settings) => new PersistenceConfig(settings),
        },
        {
          provide: Database,
          inject: [PersistenceConfig],
          useFactory: (config: PersistenceConfig) => new Database(config, options.schema, options.entities ?? []),
        },
      ],
      exports: [Database, PersistenceConfig],
    };
  }

  async onModuleInit(): Promise<void> {
    await this.database.open();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}
