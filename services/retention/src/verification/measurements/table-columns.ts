import type { EvidenceFact, ServiceName } from '@ebbflow/contracts';
import type { Measurement } from '../measurement.ts';
import type { HouseEvidence } from '../sources/house-evidence.ts';

export interface ToldTable {
  readonly service: ServiceName;
  readonly table: string;
  /** Whatever may be recorded; more would be more than the notice names. */
  readonly columns: readonly string[];
}

/** A table records what the notice names and nothing besides. */
export class TableColumns implements Measurement {
  readonly id: string;

  constructor(
    private readonly told: ToldTable,
    readonly claims: Measurement['claims'],
    private readonly house: HouseEvidence,
  ) {
    this.id = `columns-of-${told.table.replaceAll('_', '-')}`;
  }

  async measure(): Promise<EvidenceFact[]> {
    const { service, table, columns: allowed } = this.told;
    const found = (await this.house.service(service)).columns.find((one) => one.table === table)?.columns;
    const more = found?.filter((column) => !allowed.includes(column)) ?? [];
    return [
      {
        what: `${service}, ${table}: columns the notice does not name`,
        measured: found === undefined ? 'not told' : more.length === 0 ? 'none' : more.join(', '),
        allowed: 'none',
        holds: found !== undefined && more.length === 0,
      },
    ];
  }
}
