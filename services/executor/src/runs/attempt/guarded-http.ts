import type { HttpPort, HttpRequest, HttpResponse } from '@ebbflow/connector-sdk';
import type { Egress } from '@ebbflow/egress';
import type { RunJournal } from '../journal/run-journal.ts';
import type { AttemptScope } from './attempt-scope.ts';
import { lineOf } from './connection-line.ts';
import { goOut } from './go-out.ts';

/** A module's way out over HTTP. */
export class GuardedHttp implements HttpPort {
  readonly #egress: Egress;
  readonly #scope: AttemptScope;
  readonly #journal: Pick<RunJournal, 'settle'>;

  constructor(egress: Egress, scope: AttemptScope, journal: Pick<RunJournal, 'settle'>) {
    this.#egress = egress;
    this.#scope = scope;
    this.#journal = journal;
  }

  send({ connection, ...request }: HttpRequest): Promise<HttpResponse> {
    const line = lineOf(this.#scope, connection);
    return goOut(this.#scope, this.#journal, request.signal, (signal) =>
      this.#egress.request({ ...request, ...line, signal }),
    );
  }
}
