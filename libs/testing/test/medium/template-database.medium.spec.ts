import { tenantTable } from '@ebbflow/persistence';
import { Client } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { TemplateDatabase } from '../../src/index.ts';

class CreateShelf1700000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('create table shelf.item (tenant_id text not null, id text not null)');
    await tenantTable(queryRunner, 'shelf', 'item', { app: 'select' });
  }

  down(): Promise<void> {
    return Promise.reject(new Error('forward only'));
  }
}

const SHELF = [{ schema: 'shelf', migrations: [CreateShelf1700000000000] }];

describe('a template database', () => {
  it('is migrated, and each copy stands for itself', async () => {
    const [one, two] = [new TemplateDatabase(SHELF), new TemplateDatabase(SHELF)];
    await Promise.all([one.create(), two.create()]);
    await one.asAdmin(`insert into shelf.item values ('t', 'mine')`);
    await expect(two.asAdmin('select * from shelf.item')).resolves.toEqual([]);
    await Promise.all([one.drop(), two.drop()]);
  });

  it('fails the file that leaves a connection open', async () => {
    const database = new TemplateDatabase(SHELF);
    await database.create();
    const forgotten = new Client({ connectionString: database.adminUrl, application_name: 'forgotten' });
    forgotten.on('error', () => undefined);
    await forgotten.connect();
    await expect(database.drop()).rejects.toMatchObject({
      code: 'TESTING.LEAKED_CONNECTION',
      message: expect.stringContaining('forgotten') as string,
    });
    await forgotten.end().catch(() => undefined);
  });
});
