import type { EvidenceFact } from '@ebbflow/contracts';
import { retentionPolicy } from '@ebbflow/policy';
import type { Measurement } from '../measurement.ts';
import type { HouseEvidence } from '../sources/house-evidence.ts';

const TABLE = 'data_store_record';

/** Records of data stores lie in no table of days, and no lifetime names theirs: no sweep can reach one. */
export class UnsweptRecords implements Measurement {
  readonly id = 'no-sweep-of-data-stores';
  readonly claims = { C10: 'partly' } as const;

  constructor(private readonly house: HouseEvidence) {}

  async measure(): Promise<EvidenceFact[]> {
    const { partitioned, columns } = await this.house.service('executor');
    const isThere = columns.some(({ table }) => table === TABLE);
    const inDays = partitioned.some(({ table }) => table === TABLE);
    const { categories, records } = retentionPolicy();
    const isNamed =
      categories.some(({ stores }) => stores.some(({ table }) => table === TABLE)) ||
      records.some(({ table }) => table === TABLE);
    return [
      fact('the table of records', isThere ? 'is there' : 'is not there', 'is there', isThere),
      fact('its parts by time', inDays ? 'some' : 'none', 'none', !inDays),
      fact('a lifetime that names it', isNamed ? 'one' : 'none', 'none', !isNamed),
    ];
  }
}

function fact(what: string, measured: string, allowed: string, holds: boolean): EvidenceFact {
  return { what: `executor, ${TABLE}: ${what}`, measured, allowed, holds };
}
