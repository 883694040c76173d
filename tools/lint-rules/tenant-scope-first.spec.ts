import { tenantScopeFirst } from './tenant-scope-first.ts';
import { asEslintRule, ruleTester } from './rule-tester.ts';

ruleTester.run('tenant-scope-first', asEslintRule(tenantScopeFirst), {
  valid: [
    'class R { findById(tenantId: string, id: string) {} }',
    'class R { insert(sql: SqlClient, rows: Row[]) {} }',
    'class R { save(manager: EntityManager, row: Row) {} }',
    'class R { constructor(database: Database) {} }',
    'class R { private toRow(entity: Entity) {} #map(row: Row) {} }',
  ],
  invalid: [
    { code: 'class R { findById(id: string) {} }', errors: [{ messageId: 'scope' }] },
    { code: 'class R { findAll() {} }', errors: [{ messageId: 'scope' }] },
    { code: 'class R { findById(id: string, tenantId: string) {} }', errors: [{ messageId: 'scope' }] },
  ],
});
