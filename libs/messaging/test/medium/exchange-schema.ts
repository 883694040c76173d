import { inboxTables, outboxTables } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A schema that publishes and consumes, and nothing else. */
class CreateExchange1700000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await outboxTables(queryRunner, 'exchange');
    await inboxTables(queryRunner, 'exchange');
    await queryRunner.query(`
      create table exchange.seen (number bigint generated always as identity, event_id text not null, position integer);
      grant select, insert on exchange.seen to ebb_exchange_worker;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('forward only'));
  }
}

export const exchange = { schema: 'exchange', migrations: [CreateExchange1700000000000] };
