import type { Bundle, ModuleDefinition, ModuleResult, ServerAccess } from '@ebbflow/connector-sdk';
import { anOutside, selfSigned, type Outside } from '@ebbflow/testing';
import { FtpServer, type FtpServerOptions } from '../test/ftp-server.fake.ts';
import { ftpConnector } from './ftp.connector.ts';

const certificate = selfSigned('localhost');
const account = { user: 'ada', secret: 'hunter2-secret' };

describe('the FTP app', () => {
  const closing: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const open of closing.splice(0).reverse()) await open.close();
  });

  async function serve(options: Partial<FtpServerOptions> = {}): Promise<{ server: FtpServer; port: number }> {
    const server = new FtpServer({ ...account, ...options });
    const port = await server.listen();
    closing.push(server);
    return { server, port };
  }

  function outside(port: number, access: Partial<ServerAccess> = {}, allow?: string): Outside {
    const ftp: ServerAccess = {
      host: 'localhost',
      port,
      ...account,
      tls: 'off',
      verifiesCertificate: true,
      ca: certificate.cert,
      ...access,
    };
    const made = anOutside({ credentials: { ftp }, ...(allow === undefined ? {} : { allow }) });
    closing.push(made);
    return made;
  }

  const run = (name: string, mapped: Bundle, { context }: Outside): Promise<ModuleResult> => {
    const module = ftpConnector.modules.find((candidate) => candidate.name === name) as ModuleDefinition;
    return module.run({ mapped, parameters: { account: 1 } }, context);
  };
  const bytes = new Uint8Array(Array.from({ length: 200_000 }, (_, index) => index % 251));

  it.each([
    ['in the clear', {}, { tls: 'off' }],
    ['with TLS for commands and files', { certificate }, { tls: 'required' }],
    ['with TLS where the server has it', {}, { tls: 'preferred' }],
    ['from a server that knows PASV alone', { knowsEpsv: false }, { tls: 'off' }],
  ] as const)('uploads, lists, gets and deletes %s', async (_how, options, access) => {
    const { server, port } = await serve(options);
    const to = outside(port, access);
    const file = { folder: '/', fileName: 'a b.bin' };
    expect((await run('ftp:ActionUploadFile', { ...file, data: bytes }, to)).bundles).toEqual([
      { path: '/a b.bin', fileName: 'a b.bin', fileSize: bytes.byteLength },
    ]);
    expect((await run('ftp:ActionListFiles', { folder: '/' }, to)).bundles).toEqual([
      expect.objectContaining({ name: 'sub', type: 'folder' }),
      expect.objectContaining({ path: '/a b.bin', type: 'file', size: bytes.byteLength }),
    ]);
    const got = await run('ftp:ActionGetFile', file, to);
    expect(got).toMatchObject({ bundles: [{ fileName: 'a b.bin' }], transferBytes: bytes.byteLength });
    expect(Buffer.from(got.bundles[0]?.['data'] as Uint8Array).equals(bytes)).toBe(true);
    await run('ftp:ActionDeleteFile', { path: '/a b.bin' }, to);
    expect(server.files.size).toBe(0);
    expect(server.transfersOverTls).toBe(access.tls === 'required' ? 3 : 0);
    // A connection a session and one a transfer, all of them through the port.
    expect(to.opened).toHaveLength(7);
  });

  it('leaves a file alone that it may not replace', async () => {
    const { server, port } = await serve();
    server.files.set('a', Buffer.from('old'));
    const upload = (name: string) =>
      run('ftp:ActionUploadFile', { path: name, data: 'new', overwrite: false }, outside(port));
    await expect(upload('/a')).rejects.toMatchObject({ errorClass: 'DuplicateDataError' });
    await upload('/b');
    expect([...server.files.values()].map(String)).toEqual(['old', 'new']);
  });

  it('goes for files to the address it logged in at, whatever host the server names', async () => {
    const { server, port } = await serve({ knowsEpsv: false, pasvHost: '169.254.169.254' });
    server.files.set('a', Buffer.from('x'));
    const to = outside(port);
    await run('ftp:ActionGetFile', { path: 'a' }, to);
    expect(to.opened.map(({ host }) => host)).toEqual(['localhost', '127.0.0.1']);
  });

  it('does not log in where TLS is required and not to be had, or the certificate is nobody’s', async () => {
    const plain = await serve();
    await expect(run('ftp:ActionListFiles', {}, outside(plain.port, { tls: 'required' }))).rejects.toMatchObject({
      errorClass: 'ConnectionError',
    });
    const strange = await serve({ certificate });
    for (const tls of ['required', 'preferred'] as const) {
      const to = outside(strange.port, { tls, ca: selfSigned('localhost').cert });
      await expect(run('ftp:ActionListFiles', {}, to)).rejects.toMatchObject({ errorClass: 'ConnectionError' });
    }
    expect([...plain.server.commands, ...strange.server.commands].join()).not.toMatch(/USER|PASS/);
  });

  it('has an error of its own for a login that is not taken and for a file that is not there, without naming them', async () => {
    const { port } = await serve();
    await expect(run('ftp:ActionListFiles', {}, outside(port, { secret: 'other' }))).rejects.toMatchObject({
      errorClass: 'InvalidAccessTokenError',
      message: expect.not.stringMatching(/ada|other/) as string,
    });
    await expect(run('ftp:ActionGetFile', { path: 'hunter2' }, outside(port))).rejects.toMatchObject({
      errorClass: 'DataError',
      message: expect.not.stringContaining('hunter2') as string,
      detail: { code: 550 },
    });
  });

  it('lets no second command into a path', async () => {
    const { server, port } = await serve();
    await expect(run('ftp:ActionDeleteFile', { path: 'a\r\nDELE b' }, outside(port))).rejects.toMatchObject({
      errorClass: 'DataError',
    });
    expect(server.sessions).toBe(0);
  });

  it('goes nowhere but through the way out', async () => {
    const { server, port } = await serve();
    for (const { name } of ftpConnector.modules) {
      const mapped = { path: 'a', data: 'x' };
      await expect(run(name, mapped, outside(port, {}, ''))).rejects.toMatchObject({ errorClass: 'ConnectionError' });
    }
    expect(server.sessions).toBe(0);
  });
});
