import type { ScenarioSort } from '@ebbflow/contracts';
import type { Statement } from '@ebbflow/persistence';

/** What each sort goes by; the id decides between equals. Text, because a cursor must carry all microseconds of a time. */
const KEYS: Readonly<Record<'created' | 'name' | 'updated', string>> = {
  created: `''::text`,
  name: `lower(name) collate "C"`,
  updated: `to_char(updated_at at time zone 'utc', 'YYYYMMDDHH24MISSUS') collate "C"`,
};

/** $2 folder (`root`: in none), $3 tag, $4 active, $5 pattern for the name, $6 and $7 the last key and id of the page before, $8 limit, $9 teams or null for all. */
export function listScenarios(sort: ScenarioSort): Statement {
  const isDescending = sort.startsWith('-');
  const by = (isDescending ? sort.slice(1) : sort) as keyof typeof KEYS;
  const [comparison, direction] = isDescending ? ['<', 'desc'] : ['>', 'asc'];
  return {
    name: `list-scenarios-${by}-${direction}`,
    text: `
      select id, ${KEYS[by]} as key
      from executor.scenario
      where tenant_id = $1
        and ($2::text is null or case when $2 = 'root' then folder_id is null else folder_id = $2 end)
        and ($3::text is null or tags @> array[$3])
        and ($4::boolean is null or is_active = $4)
        and ($5::text is null or name ilike $5)
        and ($9::text[] is null or team_id = any($9))
        and ($7::text is null or (${KEYS[by]}, id) ${comparison} ($6::text, $7))
      order by ${KEYS[by]} ${direction}, id ${direction}
      limit $8`,
  };
}
