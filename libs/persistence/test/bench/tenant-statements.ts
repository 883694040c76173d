// node --conditions=@ebbflow/source --import ./tools/dev/source-loader.mjs libs/persistence/test/bench/tenant-statements.ts
// What row-level security and the roles cost: a 256-row insert of many tenants as the writer, a single-row read as a tenant.
import { newId, newUuid } from '@ebbflow/kernel';
import { benchDatabase } from '@ebbflow/testing';
import { CreateNotes1700000000000 } from '../medium/note-schema.ts';

const insertNotes = {
  name: 'insert-notes',
  text: 'insert into note.note (tenant_id, id, body) select * from unnest($1::text[], $2::text[], $3::text[])',
};
const selectNote = { name: 'select-note', text: 'select id from note.note where tenant_id = $1 limit 1' };

const { database, stop } = await benchDatabase('note', [CreateNotes1700000000000]);
const tenants = Array.from({ length: 20 }, () => newId<string>('org'));
const tenantIds = Array.from({ length: 256 }, (_, row) => tenants[row % tenants.length]);
const bodies = tenantIds.map(() => 'x'.repeat(500));

const inserts = await timed(200, () => {
  const ids = tenantIds.map(() => newUuid());
  return database.asWriter((sql) => sql.query(insertNotes, [tenantIds, ids, bodies]));
});
const reads = await timed(500, () =>
  database.withTenant(tenants[0] ?? '', (sql) => sql.query(selectNote, [tenants[0]])),
);
process.stdout.write(`${JSON.stringify({ insert256RowsMs: inserts, singleRowReadMs: reads })}\n`);

await stop();

async function timed(times: number, work: () => Promise<unknown>): Promise<{ p50: number; p95: number }> {
  const taken: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const from = performance.now();
    await work();
    taken.push(performance.now() - from);
  }
  taken.sort((left, right) => left - right);
  const at = (share: number): number => Number((taken[Math.floor(times * share)] ?? 0).toFixed(2));
  return { p50: at(0.5), p95: at(0.95) };
}
