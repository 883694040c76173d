import type { Bundle, ModuleDefinition, ModuleResult, SshAccess } from '@ebbflow/connector-sdk';
import { anOutside, type Outside } from '@ebbflow/testing';
import ssh2 from 'ssh2';
import { SftpServer, type SftpServerOptions } from '../test/sftp-server.fake.ts';
import { sftpConnector } from './sftp.connector.ts';

const account = { user: 'ada', secret: 'hunter2-secret' };

describe('the SFTP app', () => {
  const closing: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const open of closing.splice(0)) await open.close();
  });

  async function serve(options: Partial<SftpServerOptions> = {}): Promise<{ server: SftpServer; port: number }> {
    const server = new SftpServer({ ...account, ...options });
    const port = await server.listen();
    closing.push(server);
    return { server, port };
  }

  function outside(
    { server, port }: { server: SftpServer; port: number },
    access: Partial<SshAccess> = {},
    allow?: string,
  ): Outside {
    const sftp: SshAccess = { host: 'localhost', port, ...account, hostKeyFingerprint: server.fingerprint, ...access };
    const made = anOutside({ credentials: { sftp }, ...(allow === undefined ? {} : { allow }) });
    closing.unshift(made);
    return made;
  }

  const run = (name: string, mapped: Bundle, { context }: Outside): Promise<ModuleResult> => {
    const module = sftpConnector.modules.find((candidate) => candidate.name === name) as ModuleDefinition;
    return module.run({ mapped, parameters: { account: 1 } }, context);
  };
  const bytes = new Uint8Array(Array.from({ length: 300_000 }, (_, index) => index % 251));

  it('uploads, lists, gets and deletes', async () => {
    const served = await serve();
    const to = outside(served);
    const file = { folder: '/', fileName: 'a b.bin' };
    expect((await run('sftp:ActionUploadFile', { ...file, data: bytes }, to)).bundles).toEqual([
      { path: '/a b.bin', fileName: 'a b.bin', fileSize: bytes.byteLength },
    ]);
    expect((await run('sftp:ActionListFiles', { folder: '/' }, to)).bundles).toEqual([
      expect.objectContaining({ name: 'sub', type: 'folder' }),
      {
        name: 'a b.bin',
        path: '/a b.bin',
        type: 'file',
        size: bytes.byteLength,
        modifiedAt: new Date(1_700_000_000_000),
      },
    ]);
    const got = await run('sftp:ActionGetFile', file, to);
    expect(Buffer.from(got.bundles[0]?.['data'] as Uint8Array).equals(bytes)).toBe(true);
    await run('sftp:ActionDeleteFile', { path: '/a b.bin' }, to);
    expect(served.server.files.size).toBe(0);
    expect(to.opened).toHaveLength(4);
  });

  it('logs in with a key', async () => {
    const { private: privateKey, public: publicKey } = ssh2.utils.generateKeyPairSync('ed25519');
    const served = await serve({ publicKey, secret: 'of somebody else' });
    const { secret: _secret, ...user } = account;
    expect((await run('sftp:ActionListFiles', {}, outside(served, { ...user, privateKey }))).bundles).toHaveLength(1);
    expect(served.server.logins).toBe(1);
  });

  it('leaves a file alone that it may not replace', async () => {
    const served = await serve();
    served.server.files.set('a', Buffer.from('old'));
    const upload = (path: string) =>
      run('sftp:ActionUploadFile', { path, data: 'new', overwrite: 'false' }, outside(served));
    await expect(upload('/a')).rejects.toMatchObject({ errorClass: 'RuntimeError' });
    await upload('/b');
    expect([...served.server.files.values()].map(String)).toEqual(['old', 'new']);
  });

  it('tells no secret to a server with another key than the pinned one', async () => {
    const [served, other] = [await serve(), await serve()];
    await expect(
      run('sftp:ActionListFiles', {}, outside(served, { hostKeyFingerprint: other.server.fingerprint })),
    ).rejects.toMatchObject({
      errorClass: 'ConnectionError',
      message: expect.stringContaining('another key') as string,
    });
    expect(served.server.logins).toBe(0);
  });

  it('has an error of its own for a login that is not taken and for a file that is not there, without naming them', async () => {
    const served = await serve();
    await expect(run('sftp:ActionListFiles', {}, outside(served, { secret: 'other' }))).rejects.toMatchObject({
      errorClass: 'InvalidAccessTokenError',
      message: expect.not.stringMatching(/ada|other/) as string,
    });
    for (const name of ['sftp:ActionGetFile', 'sftp:ActionDeleteFile']) {
      await expect(run(name, { path: 'hunter2' }, outside(served))).rejects.toMatchObject({
        errorClass: 'DataError',
        message: expect.not.stringContaining('hunter2') as string,
      });
    }
  });

  it('ends when the server is gone in the middle', async () => {
    const served = await serve();
    const to = outside(served, {});
    const context = {
      ...to.context,
      sockets: {
        ...to.context.sockets,
        open: async (request: Parameters<typeof to.context.sockets.open>[0]) => {
          const socket = await to.context.sockets.open(request);
          setTimeout(() => socket.destroy(), 0);
          return socket;
        },
      },
    };
    await expect(run('sftp:ActionListFiles', {}, { ...to, context })).rejects.toMatchObject({
      errorClass: 'ConnectionError',
    });
  });

  it('goes nowhere but through the way out', async () => {
    const served = await serve();
    for (const { name } of sftpConnector.modules) {
      await expect(run(name, { path: 'a', data: 'x' }, outside(served, {}, ''))).rejects.toMatchObject({
        code: 'EGRESS.BLOCKED_ADDRESS',
      });
    }
    expect(served.server.sessions).toBe(0);
  });
});
