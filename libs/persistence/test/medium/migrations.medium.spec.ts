import { newUuid } from '@ebbflow/kernel';
import { templateDatabase } from '@ebbflow/testing';
import { Client } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { migrateService, prepareDatabase, Database, PersistenceConfig } from '../../src/index.ts';
import { Settings } from '@ebbflow/config';
import { CreateNotes1700000000000 } from './note-schema.ts';

class AddColour1700000000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`alter table note.note add column colour text`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('forward only'));
  }
}

class Broken1700000000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`alter table note.note add column half text`);
    await queryRunner.query(`alter table note.absent add column whole text`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('forward only'));
  }
}

const ALL = [CreateNotes1700000000000, AddColour1700000000001];

describe('setting up and migrating', () => {
  const postgres = templateDatabase([]);

  it('prepares and migrates an empty database, and does nothing the second time', async () => {
    await prepareDatabase(postgres.adminUrl, [{ schema: 'note', password: 'only-for-tests' }]);
    const first = await migrateService(postgres.adminUrl, 'note', [CreateNotes1700000000000]);
    await prepareDatabase(postgres.adminUrl, [{ schema: 'note', password: 'only-for-tests' }]);
    const second = await migrateService(postgres.adminUrl, 'note', ALL);
    const third = await migrateService(postgres.adminUrl, 'note', ALL);
    expect([first, second, third].map(({ applied }) => applied)).toEqual([
      ['CreateNotes1700000000000'],
      ['AddColour1700000000001'],
      [],
    ]);
    await expect(
      postgres.asAdmin(
        `select tableowner from pg_tables where schemaname = 'note' and tablename in ('note', 'migration')`,
      ),
    ).resolves.toEqual([{ tableowner: 'ebb_note_owner' }, { tableowner: 'ebb_note_owner' }]);
  });

  it('takes back a migration that fails half-way, and keeps those before it', async () => {
    await expect(migrateService(postgres.adminUrl, 'note', [...ALL, Broken1700000000002])).rejects.toThrow(/absent/);
    const columns = await postgres.asAdmin<{ name: string }>(
      `select column_name as name from information_schema.columns where table_schema = 'note' and table_name = 'note'`,
    );
    expect(columns.map(({ name }) => name)).toEqual(expect.not.arrayContaining(['half']));
    expect(columns.map(({ name }) => name)).toContain('colour');
  });

  it('migrates once when two start at the same time', async () => {
    const both = await Promise.all([migrateTwin(), migrateTwin()]);
    expect(both.map(({ applied }) => applied.length).sort()).toEqual([0, 1]);
  });

  it('works with an admin who is no superuser, and gives the login roles nothing they could change tables with', async () => {
    const name = `admin_${newUuid().replaceAll('-', '').slice(-12)}`;
    const schema = `managed_${name.slice(-6)}`;
    await postgres.asAdmin(`create role ${name} login createrole createdb password 'admin'`);
    await postgres.asAdmin(`grant create on database "${new URL(postgres.adminUrl).pathname.slice(1)}" to ${name}`);
    const url = new URL(postgres.adminUrl);
    url.username = name;
    url.password = 'admin';
    await prepareDatabase(url.href, [{ schema, password: 'first' }]);
    await prepareDatabase(url.href, [{ schema, password: 'second' }]);
    await migrateService(url.href, schema, [tableIn(schema)]);
    const database = databaseOf(schema, 'second');
    await expect(
      database.asWorker((sql) => sql.query({ name: '', text: `create table ${schema}.mine (id int)` })),
    ).rejects.toThrow(/permission denied/);
    await database.close();
    await expect(databaseOf(schema, 'first').ping()).rejects.toThrow(/password authentication failed/);
    await postgres.asAdmin(`drop schema ${schema} cascade`);
    for (const role of [`ebb_${schema}`, `ebb_${schema}_writer`, `ebb_${schema}_worker`, `ebb_${schema}_owner`]) {
      await postgres.asAdmin(`drop owned by ${role}`);
      await postgres.asAdmin(`drop role ${role}`);
    }
    await postgres.asAdmin(`drop owned by ${name}`);
    await postgres.asAdmin(`drop role ${name}`);
  });

  it('says which rights an admin lacks', async () => {
    const name = `admin_${newUuid().replaceAll('-', '').slice(-12)}`;
    await postgres.asAdmin(`create role ${name} login password 'admin'`);
    const url = new URL(postgres.adminUrl);
    url.username = name;
    url.password = 'admin';
    await expect(prepareDatabase(url.href, [{ schema: 'refused', password: 'x' }])).rejects.toMatchObject({
      code: 'PERSISTENCE.SETUP_FAILED',
      message: expect.stringContaining('CREATEROLE') as string,
    });
    await postgres.asAdmin(`drop role ${name}`);
  });

  it('fails rather than queue behind a table that somebody holds', async () => {
    const holder = new Client({ connectionString: postgres.adminUrl });
    await holder.connect();
    await holder.query('begin; lock table note.note in access share mode');
    const migration = migrateService(postgres.adminUrl, 'note', [...ALL, addColumn('later', '1700000000003')]);
    await expect(migration).rejects.toMatchObject({ code: 'PERSISTENCE.UNAVAILABLE', details: { sqlState: '55P03' } });
    await holder.query('rollback');
    await holder.end();
  });

  async function migrateTwin(): Promise<{ applied: readonly string[] }> {
    await prepareDatabase(postgres.adminUrl, [{ schema: 'note', password: 'only-for-tests' }]);
    return migrateService(postgres.adminUrl, 'note', [...ALL, addColumn('twin', '1700000000004')]);
  }

  function databaseOf(schema: string, password: string): Database {
    const settings = new Settings({ ...postgres.environment, EBB_DATABASE_PASSWORD: password });
    return new Database(new PersistenceConfig(settings), schema);
  }
});

function addColumn(column: string, timestamp: string): new () => MigrationInterface {
  return class implements MigrationInterface {
    readonly name = `Add${timestamp}`;

    async up(queryRunner: QueryRunner): Promise<void> {
      await queryRunner.query(`alter table note.note add column ${column} text`);
    }

    down(): Promise<void> {
      return Promise.reject(new Error('forward only'));
    }
  };
}

function tableIn(schema: string): new () => MigrationInterface {
  return class implements MigrationInterface {
    readonly name = 'Create1700000000000';

    async up(queryRunner: QueryRunner): Promise<void> {
      await queryRunner.query(`create table ${schema}.thing (id int)`);
    }

    down(): Promise<void> {
      return Promise.reject(new Error('forward only'));
    }
  };
}
