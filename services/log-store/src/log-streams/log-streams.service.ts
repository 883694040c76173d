import type { CreatedLogStream, LogStream, LogStreamList, Principal, PutLogStream } from '@ebbflow/contracts';
import { CLOCK, type Clock, isId, newId } from '@ebbflow/kernel';
import type { OutboxEvent } from '@ebbflow/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { auditFact } from '../audit/audit-fact.ts';
import type { LogStreamRow } from './log-stream-row.ts';
import { LogStreamsConfig } from './log-streams.config.ts';
import {
  BadLogStreamError,
  LogStreamChangedError,
  LogStreamNotFoundError,
  PayloadsWithoutRedactionError,
  TooManyLogStreamsError,
} from './log-streams.errors.ts';
import { type LogStreamSettings, LogStreamsRepository } from './log-streams.repository.ts';
import { RedactionState } from './redaction-state.ts';
import { StreamSecrets } from './stream-secrets.ts';

/**
 * An organisation's streams: *running* → *retrying* while its receiver cannot be reached → *stopped* after EBB_LOG_STORE_STREAM_GIVE_UP; a
 * person *pauses* and resumes it. Any change begins anew: it is tried at once, from where it was.
 */
@Injectable()
export class LogStreamsService {
  constructor(
    @Inject(LogStreamsRepository) private readonly repository: LogStreamsRepository,
    @Inject(StreamSecrets) private readonly secrets: StreamSecrets,
    @Inject(RedactionState) private readonly redaction: RedactionState,
    @Inject(LogStreamsConfig) private readonly config: LogStreamsConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(tenantId: string): Promise<LogStreamList> {
    return { items: (await this.repository.list(tenantId)).map(answerOf) };
  }

  /** @throws LogStreamNotFoundError */
  async get(tenantId: string, id: string): Promise<LogStream> {
    return answerOf(await this.#find(tenantId, id));
  }

  /** @throws TooManyLogStreamsError, PayloadsWithoutRedactionError, BadLogStreamError; TransientError when vault is away */
  async create(by: Principal, given: PutLogStream): Promise<CreatedLogStream> {
    const { organisationId: tenantId } = by;
    await this.#assertUsable(tenantId, given);
    const { maxStreams: most } = this.config;
    if ((await this.repository.list(tenantId)).length >= most) throw new TooManyLogStreamsError(most);
    const now = this.clock.now();
    const id = newId<string>('lst', now.getTime());
    const made = madeSecret(given, this.secrets);
    const secret = given.secret ?? made;
    // First the secret: a stream without it would be tried, and fail.
    if (secret !== undefined) await this.secrets.keep(tenantId, id, given.target, secret);
    const settings = settingsOf(given, secret !== undefined);
    const fact = this.#fact(by, 'created', id, given);
    if (!(await this.repository.insert(tenantId, settings, { id, now, most, fact }))) {
      await this.secrets.forget(tenantId, id);
      throw new TooManyLogStreamsError(most);
    }
    return { ...(await this.get(tenantId, id)), ...(made === undefined ? {} : { secret: made }) };
  }

  /** @throws LogStreamNotFoundError, LogStreamChangedError, PayloadsWithoutRedactionError, BadLogStreamError; TransientError when vault is away */
  async update(by: Principal, id: string, revision: number, given: PutLogStream): Promise<CreatedLogStream> {
    const { organisationId: tenantId } = by;
    const before = await this.#find(tenantId, id);
    if (before.revision !== revision) throw new LogStreamChangedError(before.revision);
    await this.#assertUsable(tenantId, given);
    const isSameTarget = JSON.stringify(given.target) === JSON.stringify(before.target);
    const made = isSameTarget && before.hasSecret ? undefined : madeSecret(given, this.secrets);
    const secret = given.secret ?? made;
    if (secret !== undefined) await this.secrets.keep(tenantId, id, given.target, secret);
    const hasSecret = secret !== undefined || (isSameTarget && before.hasSecret);
    const changed = { id, revision, now: this.clock.now(), fact: this.#fact(by, 'changed', id, given) };
    if (!(await this.repository.update(tenantId, settingsOf(given, hasSecret), changed))) {
      throw new LogStreamChangedError((await this.#find(tenantId, id)).revision);
    }
    if (!hasSecret && before.hasSecret) await this.secrets.forget(tenantId, id);
    return { ...(await this.get(tenantId, id)), ...(made === undefined ? {} : { secret: made }) };
  }

  /** Idempotent. */
  async delete(by: Principal, id: string): Promise<void> {
    const { organisationId: tenantId } = by;
    if (!isId('lst', id)) return;
    const fact = this.#fact(by, 'deleted', id);
    if (await this.repository.delete(tenantId, id, fact)) await this.secrets.forget(tenantId, id);
  }

  /** Where logs go from now on, and whether with what went through runs: never what it authorises itself with. */
  #fact(by: Principal, what: 'created' | 'changed' | 'deleted', id: string, given?: PutLogStream): OutboxEvent {
    const facts = given && {
      target: given.target.kind,
      host: given.target.kind === 'syslog' ? given.target.host : new URL(given.target.url).host.slice(0, 256),
      sources: given.sources.join(' '),
      includePayloads: given.includePayloads,
    };
    return auditFact(
      by,
      { action: `log-stream.${what}`, object: { kind: 'log-stream', id }, ...(facts && { facts }) },
      this.clock,
    );
  }

  async #find(tenantId: string, id: string): Promise<LogStreamRow> {
    const [row] = isId('lst', id) ? await this.repository.list(tenantId, id) : [];
    if (!row) throw new LogStreamNotFoundError();
    return row;
  }

  async #assertUsable(tenantId: string, { target, secret, includePayloads }: PutLogStream): Promise<void> {
    if (target.kind === 'syslog') {
      if (secret !== undefined) throw new BadLogStreamError('/secret', 'Syslog has none; leave it out.');
      if (includePayloads) throw new BadLogStreamError('/includePayloads', 'Payloads are too large for syslog.');
    }
    if (target.kind === 'webhook' && secret !== undefined && !isWebhookSecret(secret)) {
      throw new BadLogStreamError(
        '/secret',
        'Give whsec_ and at least 24 bytes in base64, or leave it out to have one made.',
      );
    }
    if (target.kind === 'otlp' && secret !== undefined && !/^[\x20-\x7e]+$/.test(secret)) {
      throw new BadLogStreamError('/secret', 'It becomes a header: printable ASCII only.');
    }
    if (includePayloads && !(await this.redaction.hasRules(tenantId))) throw new PayloadsWithoutRedactionError();
  }
}

function isWebhookSecret(secret: string): boolean {
  return /^whsec_[A-Za-z0-9+/]{32,}={0,2}$/.test(secret);
}

/** A webhook is always signed. */
function madeSecret({ target, secret }: PutLogStream, secrets: StreamSecrets): string | undefined {
  return target.kind === 'webhook' && secret === undefined ? secrets.make() : undefined;
}

function settingsOf(given: PutLogStream, hasSecret: boolean): LogStreamSettings {
  const { name, sources, target, includePayloads, isPaused } = given;
  return { name, sources: [...new Set(sources)], target, hasSecret, includePayloads, isPaused };
}

function answerOf(row: LogStreamRow): LogStream {
  const { id, name, sources, target, includePayloads, isPaused, hasSecret, sentCount, lastFailure, revision } = row;
  const { stoppedAt, failingSince, acknowledgedAt, createdAt } = row;
  return {
    id,
    name,
    sources,
    target,
    includePayloads,
    isPaused,
    state: stoppedAt !== null ? 'stopped' : isPaused ? 'paused' : failingSince !== null ? 'retrying' : 'running',
    hasSecret,
    acknowledgedAt: acknowledgedAt?.toISOString() ?? null,
    sentCount,
    failingSince: failingSince?.toISOString() ?? null,
    lastFailure,
    revision,
    createdAt: createdAt.toISOString(),
  };
}
