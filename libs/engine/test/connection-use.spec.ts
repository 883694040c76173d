import { PassThrough } from 'node:stream';
import { defineModule, type HttpRequest, type ModuleContext, type SocketRequest } from '@ebbflow/connector-sdk';
import { executeScenario } from '../src/index.ts';
import { act, anInput, aScenario, begin, DurableJournal, World } from './lab.ts';

/** What one operation of a module asks for outside, as the ports see it. */
async function seen(
  work: (context: ModuleContext) => Promise<void>,
): Promise<{ http: HttpRequest['connection'][]; sockets: SocketRequest['connection'][] }> {
  const [http, sockets]: [HttpRequest['connection'][], SocketRequest['connection'][]] = [[], []];
  const world = new World(new DurableJournal());
  const usual = world.ports();
  const ports = world.ports({
    findModule: (name, version, ...rest) =>
      name === 'lab:Act'
        ? defineModule({
            name,
            versions: [1],
            kind: 'action',
            label: 'Act',
            run: async (_input, context) => {
              await work(context);
              return { bundles: [{}] };
            },
          })
        : usual.findModule(name, version, ...rest),
    connections: {
      authorise: async () => ({ headers: [], query: [] }),
      credentials: async () => ({ certificate: '', privateKey: '' }) as never,
    },
    http: {
      send: async (request) => {
        http.push(request.connection);
        return { status: 200, headers: [], body: new Uint8Array() };
      },
    },
    sockets: {
      open: async (request) => {
        sockets.push(request.connection);
        return new PassThrough();
      },
      startTls: (socket) => socket,
    },
  });
  const { status } = await executeScenario(aScenario([begin, act(2, 'a')]), anInput([{}]), ports);
  expect(status).toBe('success');
  return { http, sockets };
}

const request = { url: 'https://a.example', method: 'GET', headers: [], timeoutMs: 1 } as const;
const get = { ...request, followRedirects: false, rejectUnauthorized: true };

describe('an operation', () => {
  it('goes out with the connection it asked for first, whatever its module says', async () => {
    const { http } = await seen(async (context) => {
      await context.http.send({ ...get, connection: { id: 'con_of_another', app: 'http' } });
      await context.connections.authorise('con_1', 'https://a.example');
      await context.connections.credentials('kch_2', 'clientCertificate');
      await context.http.send({ ...get, connection: { id: 'con_of_another', app: 'http' } });
      await context.http.send(get);
    });
    expect(http).toEqual([undefined, { id: 'con_1', app: 'lab' }, { id: 'con_1', app: 'lab' }]);
  });

  it('takes one place for its session, and none for what it opens beside it', async () => {
    const { sockets } = await seen(async (context) => {
      await context.connections.credentials('con_1', 'ftp');
      await context.sockets.open({ host: 'a.example', port: 21 });
      await context.sockets.open({ host: 'a.example', port: 40_000 });
    });
    expect(sockets).toEqual([{ id: 'con_1', app: 'lab' }, undefined]);
  });
});
