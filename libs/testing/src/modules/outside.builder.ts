import { Settings } from '@ebbflow/config';
import {
  noCredentials,
  noDevices,
  type CredentialsByKind,
  type ModuleContext,
  type SocketRequest,
  type Value,
} from '@ebbflow/connector-sdk';
import { createEgress, EgressConfig, type Egress } from '@ebbflow/egress';
import { DefectError, systemClock } from '@ebbflow/kernel';

export interface Outside {
  readonly context: ModuleContext;
  /** Raw connections the module asked for, in order. */
  readonly opened: readonly SocketRequest[];
  close(): Promise<void>;
}

export interface OutsideOptions {
  /** What the one connection of the test hands out, whatever its id. */
  readonly credentials?: Partial<CredentialsByKind>;
  /** Networks open beside the public internet. Default `127.0.0.0/8`; empty shows that a module has no other way out. */
  readonly allow?: string;
  readonly variables?: Readonly<Record<string, Value>>;
  readonly more?: Partial<ModuleContext>;
}

/** What a module that reaches out is given in a test: the real guarded way out, which leads to loopback alone. */
export function anOutside({
  credentials = {},
  allow = '127.0.0.0/8',
  variables = {},
  more = {},
}: OutsideOptions = {}): Outside {
  const egress: Egress = createEgress(
    new EgressConfig(new Settings({ EBB_EGRESS_ALLOW: allow, EBB_EGRESS_SOCKET_PORTS: '1-65535' })),
  );
  const opened: SocketRequest[] = [];
  const refused = (): never => {
    throw new DefectError('TESTING.NOT_HERE', 'This test gives the module no data stores.');
  };
  const context: ModuleContext = {
    clock: systemClock,
    idempotencyKey: 'key-1',
    http: { send: (request) => egress.request(request) },
    connections: {
      authorise: async () => ({ headers: [['authorization', 'Bearer of-the-connection']], query: [] }),
      credentials: async (id, kind) => credentials[kind] ?? noCredentials(id, kind),
    },
    sockets: {
      open: (request) => {
        opened.push(request);
        return egress.openSocket(request);
      },
      startTls: (socket, tls) => egress.startTls(socket, tls),
    },
    devices: noDevices,
    timezone: 'UTC',
    moduleId: 1,
    cursor: undefined,
    dataStores: new Proxy({}, { get: () => refused }) as ModuleContext['dataStores'],
    variable: (name) => variables[name],
    respond: async () => undefined,
    signal: new AbortController().signal,
    ...more,
  };
  return { context, opened, close: () => egress.close() };
}
