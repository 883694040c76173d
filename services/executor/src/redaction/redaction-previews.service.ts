import {
  finishedRunDetailsSchema,
  type PreviewRedaction,
  type Principal,
  type RedactionPreview,
} from '@ebbflow/contracts';
import type { JsonValue } from '@ebbflow/kernel';
import { ExpectedError } from '@ebbflow/kernel';
import { type Redaction, Redactor } from '@ebbflow/redaction';
import { ServiceClient } from '@ebbflow/service-host';
import { Injectable } from '@nestjs/common';
import { RunNotFoundError } from '../runs/runs.errors.ts';
import { redactedModules } from './redacted-details.ts';
import { assertUsable } from './redaction-rules.service.ts';
import { NothingToPreviewError } from './redaction.errors.ts';

/** What rules would hide. Works in memory on what it is given, and keeps nothing. */
@Injectable()
export class RedactionPreviews {
  constructor(private readonly client: ServiceClient) {}

  /** @throws BadRedactionRulesError, RunNotFoundError, NothingToPreviewError; TransientError when the log store is away */
  async preview(by: Principal, { rules, sample, runId }: PreviewRedaction): Promise<RedactionPreview> {
    assertUsable(rules, '/rules');
    const redaction = new Redactor(rules).begin();
    const redacted = runId === undefined ? redaction.value(sample ?? null) : await this.#ofRun(by, runId, redaction);
    return {
      hidden: redaction.hidden.map(({ path, hiddenAs }) => ({ path, type: hiddenAs })),
      hiddenCount: redaction.hiddenCount,
      redacted,
    };
  }

  async #ofRun(principal: Principal, runId: string, redaction: Redaction): Promise<JsonValue> {
    // As the caller: the log store knows which runs they may read.
    const { modules } = await this.client
      .call('log-store', 'GET', `/v1/runs/${encodeURIComponent(runId)}`, {
        principal,
        schema: finishedRunDetailsSchema,
      })
      .catch((thrown: unknown) => {
        throw isNotFound(thrown) ? new RunNotFoundError() : thrown;
      });
    if (modules === null) throw new NothingToPreviewError();
    return redactedModules(modules, redaction) as unknown as JsonValue;
  }
}

function isNotFound(thrown: unknown): boolean {
  return thrown instanceof ExpectedError && thrown.code === 'LOG_STORE.RUN_NOT_FOUND';
}
