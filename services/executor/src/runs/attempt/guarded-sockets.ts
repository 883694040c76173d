import type { Duplex } from 'node:stream';
import type { SocketPort, SocketRequest, TlsOptions } from '@ebbflow/connector-sdk';
import type { Egress } from '@ebbflow/egress';
import type { RunJournal } from '../journal/run-journal.ts';
import type { AttemptScope } from './attempt-scope.ts';
import { lineOf } from './connection-line.ts';
import { goOut } from './go-out.ts';

/** A module's way out for protocols that are not HTTP. The connection itself lives on under the same signals. */
export class GuardedSockets implements SocketPort {
  readonly #egress: Egress;
  readonly #scope: AttemptScope;
  readonly #journal: Pick<RunJournal, 'settle'>;

  constructor(egress: Egress, scope: AttemptScope, journal: Pick<RunJournal, 'settle'>) {
    this.#egress = egress;
    this.#scope = scope;
    this.#journal = journal;
  }

  open({ connection, ...request }: SocketRequest): Promise<Duplex> {
    const line = lineOf(this.#scope, connection);
    return goOut(this.#scope, this.#journal, request.signal, (signal) =>
      this.#egress.openSocket({ ...request, ...line, signal }),
    );
  }

  startTls(socket: Duplex, tls: TlsOptions): Duplex {
    return this.#egress.startTls(socket, tls);
  }
}
