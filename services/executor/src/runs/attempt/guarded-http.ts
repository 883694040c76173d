import { type HttpPort, type HttpRequest, type HttpResponse, ModuleError } from '@ebbflow/connector-sdk';
import type { Egress } from '@ebbflow/egress';
import { toEbbflowError } from '@ebbflow/kernel';
import type { RunJournal } from '../journal/run-journal.ts';
import type { AttemptScope } from './attempt-scope.ts';

/** A module's way out: everything done so far is durable before the request leaves. */
export class GuardedHttp implements HttpPort {
  readonly #egress: Egress;
  readonly #scope: AttemptScope;
  readonly #journal: RunJournal;

  constructor(egress: Egress, scope: AttemptScope, journal: RunJournal) {
    this.#egress = egress;
    this.#scope = scope;
    this.#journal = journal;
  }

  async send(request: HttpRequest): Promise<HttpResponse> {
    await this.#journal.settle();
    try {
      return await this.#egress.request({ ...request, signal: this.#scope.signal });
    } catch (thrown) {
      // A call that was cut off because the attempt is over says nothing about the other side.
      this.#scope.signal.throwIfAborted();
      throw toModuleError(thrown);
    }
  }
}

/** What the way out refuses or fails to do, as the class of error a scenario's author knows. Messages of egress name no host and no payload. */
function toModuleError(thrown: unknown): unknown {
  const error = toEbbflowError(thrown);
  switch (error.code) {
    case 'EGRESS.TIMEOUT':
      return new ModuleError('ModuleTimeoutError', error.message, { cause: thrown });
    case 'EGRESS.CONNECTION':
    case 'EGRESS.DNS':
    case 'EGRESS.TLS':
      return new ModuleError('ConnectionError', error.message, { cause: thrown });
    case 'EGRESS.TOO_LARGE':
      return new ModuleError('MaxFileSizeExceededError', error.message, { cause: thrown });
    case 'EGRESS.BAD_URL':
    case 'EGRESS.BAD_REQUEST':
    case 'EGRESS.BLOCKED_ADDRESS':
    case 'EGRESS.TOO_MANY_REDIRECTS':
      return new ModuleError('RuntimeError', error.message, { cause: thrown });
    default:
      return error.family === 'transient'
        ? new ModuleError('ConnectionError', error.message, { cause: thrown })
        : thrown;
  }
}
