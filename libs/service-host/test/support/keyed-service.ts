import { Duration } from '@ebbflow/kernel';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { defineService } from '../../src/index.ts';
import { KeyedModule } from './keyed.module.ts';

class MakeKeys1700000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const { idempotencyCaller, idempotencyTable } = await import('@ebbflow/persistence');
    await idempotencyTable(queryRunner, 'vault');
    await idempotencyCaller(queryRunner, 'vault');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('forward only'));
  }
}

/** Any service whose calls take keys. */
export const keyedService = defineService({
  name: 'vault',
  module: KeyedModule,
  migrations: [MakeKeys1700000000000],
  idempotency: () => Duration.ofDays(1),
});
