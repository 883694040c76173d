import type { RunInput } from '@ebbflow/engine';
import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import type { RunInputPart } from '../../runs/attempt/run-input-part.ts';
import type { HeldRun } from '../../runs/held-run.ts';
import { IncompleteContents } from '../incomplete-contents.ts';
import type { IncompleteFullRow } from '../incomplete-execution.ts';
import { IncompleteGoneError } from '../incompletes.errors.ts';
import { findRetried } from '../sql/find-retried.sql.ts';

/** A run that takes up an incomplete execution begins where that stopped. Nobody can change it while the run holds it. */
@Injectable()
export class ResumeInput implements RunInputPart {
  constructor(
    private readonly database: Database,
    private readonly contents: IncompleteContents,
  ) {}

  /** @throws IncompleteGoneError when its lifetime has ended meanwhile or it was deleted with its scenario */
  async of({ tenantId, runId, incompleteId }: HeldRun): Promise<Partial<RunInput>> {
    if (incompleteId === undefined) return {};
    const [row] = await this.database.asWorker((sql) =>
      sql.query<IncompleteFullRow>(findRetried, [tenantId, incompleteId, runId]),
    );
    const content = row === undefined ? undefined : await this.contents.open(tenantId, row);
    if (content === undefined) throw new IncompleteGoneError();
    return { resume: content.resume };
  }
}
