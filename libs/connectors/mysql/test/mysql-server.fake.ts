import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import mysql from 'mysql2';

export interface PreparedAnswer {
  readonly columns?: readonly { readonly name: string; readonly columnType: number }[];
  readonly rows?: Iterable<readonly unknown[]>;
  readonly summary?: { readonly affectedRows: number; readonly insertId: number };
  readonly isSilent?: boolean;
  readonly error?: { readonly code: number; readonly message: string };
}

/** The parts of mysql2's server side that its types leave out. */
interface ServerConnection {
  readonly stream: Socket;
  /** Of the next packet, either way; begins anew with each command, which the library leaves to whoever serves. */
  sequenceId: number;
  serverHandshake(options: object): void;
  writeColumns(columns: readonly object[]): void;
  writeBinaryRow(row: readonly unknown[]): void;
  writeEof(): void;
  writeOk(summary?: object): void;
  writeError(error: object): void;
  on(event: string, listener: (...parts: never[]) => void): this;
}

const EVERYTHING_BUT_TLS = 0xff_ff_f7_ff;

/**
 * mysql2's own server side on a real socket: it speaks the protocol of prepared statements and answers from a script. It knows no
 * SQL and no TLS, and takes any password of any user but `wrong`.
 */
export class MysqlServer {
  readonly prepared: string[] = [];
  /** Executions as they came, header and values. */
  readonly executed: string[] = [];
  sessions = 0;
  answer: PreparedAnswer = {};
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((stream) => {
    this.sessions += 1;
    this.#sockets.add(stream.on('error', () => undefined));
    const make = (mysql as unknown as { createConnection(options: object): ServerConnection }).createConnection;
    this.#serve(make({ isServer: true, stream }));
  });

  async listen(): Promise<number> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(connection: ServerConnection): void {
    connection.on('error', () => undefined);
    connection.serverHandshake({
      protocolVersion: 10,
      serverVersion: '8.0.0',
      connectionId: 1,
      statusFlags: 2,
      characterSet: 45,
      capabilityFlags: EVERYTHING_BUT_TLS,
      authCallback: ({ user }: { user: string }, done: (error: null, refusal?: object) => void) => {
        done(null, user === 'wrong' ? { code: 1045, message: `Access denied for user '${user}'` } : undefined);
        connection.sequenceId = 0;
      },
    });
    connection.on('stmt_prepare', (query: string) => {
      this.prepared.push(query);
      connection.sequenceId = 0;
      connection.stream.write(preparedHeader(query.split('?').length - 1));
    });
    connection.on('stmt_execute', () => void this.#execute(connection));
    connection.on('packet', ({ buffer }: { buffer: Buffer }) => this.executed.push(buffer.toString('latin1')));
  }

  async #execute(connection: ServerConnection): Promise<void> {
    const { columns, rows = [], summary, error, isSilent } = this.answer;
    if (isSilent === true) return;
    connection.sequenceId = 1;
    if (error) connection.writeError(error);
    else if (columns === undefined) connection.writeOk(summary);
    else {
      connection.writeColumns(columns.map(({ name, columnType }) => ({ ...COLUMN, name, orgName: name, columnType })));
      for (const row of rows) {
        if (connection.stream.destroyed) return;
        connection.writeBinaryRow(row);
        if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain').catch(() => undefined);
      }
      connection.writeEof();
    }
    connection.sequenceId = 0;
  }
}

const COLUMN = {
  catalog: 'def',
  schema: 'test',
  table: 't',
  orgTable: 't',
  characterSet: 45,
  columnLength: 255,
  flags: 0,
  decimals: 0,
};

/** COM_STMT_PREPARE_OK, which mysql2 reads but does not write. */
function preparedHeader(parameters: number): Buffer {
  const ok = Buffer.from([0, 1, 0, 0, 0, 0, 0, parameters, 0, 0, 0, 0]);
  const definition = Buffer.from([
    3,
    100,
    101,
    102,
    0,
    0,
    0,
    1,
    63,
    0,
    12,
    63,
    0,
    0,
    0,
    0,
    0,
    mysql.Types.VAR_STRING,
    0,
    0,
    0,
    0,
    0,
  ]);
  const eof = Buffer.from([0xfe, 0, 0, 2, 0]);
  const definitions = Array.from({ length: parameters }, () => definition);
  const packets = [ok, ...definitions, ...(parameters > 0 ? [eof] : [])];
  return Buffer.concat(packets.flatMap((body, index) => [Buffer.from([body.byteLength, 0, 0, index + 1]), body]));
}
