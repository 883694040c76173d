import type { {{pascal}}{{pascalNoun}}List } from '@ebbflow/contracts';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { list{{pascalPlural}} } from './list-{{plural}}.sql.ts';

interface {{pascalNoun}}Row {
  readonly id: string;
  readonly createdAt: Date;
}

@Injectable()
export class {{pascalPlural}}Service {
  constructor(@Inject(Database) private readonly database: Database) {}

  async list(tenantId: string): Promise<{{pascal}}{{pascalNoun}}List> {
    const rows = await this.database.withTenant(tenantId, (sql) =>
      sql.query<{{pascalNoun}}Row>(list{{pascalPlural}}, [tenantId]),
    );
    return { items: rows.map(({ id, createdAt }) => ({ id, createdAt: createdAt.toISOString() })) };
  }
}
