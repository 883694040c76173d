import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Bundle, ModuleResult, ServerAccess } from '@ebbflow/connector-sdk';
import { anOutside, selfSigned, type Outside } from '@ebbflow/testing';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { emailConnector } from '../email.connector.ts';

const certificate = selfSigned('localhost');
const SECRET = 'hunter2-secret';

describe('email:ActionSendEmail', () => {
  const closing: (() => Promise<unknown>)[] = [];
  let received: { mail: Email; envelope: string[]; isSecure: boolean }[];
  let connections: number;

  beforeEach(() => {
    [received, connections] = [[], 0];
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  async function serve(options: SMTPServerOptions = {}): Promise<number> {
    const server = new SMTPServer({
      ...certificate,
      authOptional: false,
      onConnect: (_session, done) => {
        connections += 1;
        done();
      },
      onAuth: ({ username, password }, _session, done) =>
        username === 'ada@example.org' && password === SECRET ? done(null, { user: username }) : done(new Error('no')),
      onRcptTo: ({ address }, _session, done) =>
        done(
          address.startsWith('nobody') ? Object.assign(new Error(`${address} unknown`), { responseCode: 550 }) : null,
        ),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
            received.push({
              mail,
              envelope: session.envelope.rcptTo.map(({ address }) => address),
              isSecure: session.secure,
            });
            done();
          });
        });
      },
      ...options,
    });
    server.on('error', () => undefined);
    const listening = server.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    closing.push(() => new Promise((resolve) => server.close(() => resolve(undefined))));
    return (listening.address() as AddressInfo).port;
  }

  function outside(port: number, access: Partial<ServerAccess> = {}, allow?: string): Outside {
    const smtp: ServerAccess = {
      host: 'localhost',
      port,
      user: 'ada@example.org',
      secret: SECRET,
      tls: 'required',
      verifiesCertificate: true,
      ca: certificate.cert,
      ...access,
    };
    const made = anOutside({ credentials: { smtp }, ...(allow === undefined ? {} : { allow }) });
    closing.push(() => made.close());
    return made;
  }

  const run = (mapped: Bundle, { context }: Outside, parameters: Bundle = { account: 7 }): Promise<ModuleResult> => {
    const module = emailConnector.modules.find(({ name }) => name === 'email:ActionSendEmail');
    if (module === undefined) throw new Error('no such module');
    return module.run({ mapped, parameters }, context);
  };
  const mail = { to: ['bob@example.org'], subject: 'Hi', text: 'there' };

  it('hands in what the author wrote, over TLS', async () => {
    const result = await run(
      {
        to: ['Bob <bob@example.org>', '"Doe, Eve" <eve@example.org>, zoe@example.org'],
        cc: ['cc@example.org'],
        bcc: 'bcc@example.org',
        replyTo: 'desk@example.org',
        subject: 'Grüße',
        contentType: 'html',
        html: '<p>Hi</p>',
        priority: 'high',
        headers: [{ key: 'X-Run', value: '1' }],
        attachments: [{ fileName: 'ü.bin', data: new Uint8Array([0, 255, 1]) }],
      },
      outside(await serve()),
    );
    const [{ mail: sent, envelope, isSecure } = {} as (typeof received)[0]] = received;
    expect(sent).toMatchObject({
      from: { address: 'ada@example.org' },
      to: [{ name: 'Bob', address: 'bob@example.org' }, { name: 'Doe, Eve' }, { address: 'zoe@example.org' }],
      cc: [{ address: 'cc@example.org' }],
      replyTo: [{ address: 'desk@example.org' }],
      subject: 'Grüße',
      html: expect.stringContaining('<p>Hi</p>') as string,
    });
    expect(sent.bcc).toBeUndefined();
    expect(sent.headers).toEqual(expect.arrayContaining([expect.objectContaining({ key: 'x-run', value: '1' })]));
    expect(sent.attachments[0]?.filename).toBe('ü.bin');
    expect([...new Uint8Array(sent.attachments[0]?.content as ArrayBuffer)]).toEqual([0, 255, 1]);
    expect(isSecure).toBe(true);
    expect(envelope).toHaveLength(5);
    expect(result.bundles[0]).toMatchObject({ accepted: envelope, rejected: [], messageId: sent.messageId });
  });

  it('sends a repetition under the same message id', async () => {
    const to = outside(await serve());
    await run(mail, to);
    await run(mail, to);
    expect(received[1]?.mail.messageId).toBe(received[0]?.mail.messageId);
  });

  it.each([
    ['implicit', { secure: true }],
    ['preferred', { hideSTARTTLS: true }],
    ['off', {}],
  ] as const)('goes out with TLS %s', async (tls, options) => {
    await run(mail, outside(await serve({ ...options, allowInsecureAuth: true }), { tls }));
    expect(received.map(({ isSecure }) => isSecure)).toEqual([tls === 'implicit']);
  });

  it('says nothing secret to a server without the TLS that is required, or with a certificate nobody vouches for', async () => {
    const port = await serve({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'] });
    await expect(run(mail, outside(port))).rejects.toMatchObject({ errorClass: 'ConnectionError' });
    const stranger = outside(await serve(), { ca: selfSigned('localhost').cert });
    await expect(run(mail, stranger)).rejects.toMatchObject({ errorClass: 'ConnectionError' });
    expect(received).toHaveLength(0);
  });

  it('tells of recipients that were refused, and fails where all are', async () => {
    const to = outside(await serve());
    const result = await run({ ...mail, to: ['bob@example.org', 'nobody@example.org'] }, to);
    expect(result).toMatchObject({ bundles: [{ rejected: ['nobody@example.org'] }], warnings: [expect.any(String)] });
    await expect(run({ ...mail, to: ['nobody@example.org'] }, to)).rejects.toMatchObject({
      errorClass: 'DataError',
      message: expect.not.stringContaining('nobody') as string,
      detail: { responseCode: 550 },
    });
  });

  it('has an error of its own for a login that is not taken, without the login', async () => {
    await expect(run(mail, outside(await serve(), { secret: 'other-secret' }))).rejects.toMatchObject({
      errorClass: 'InvalidAccessTokenError',
      message: expect.not.stringMatching(/other-secret|ada@/) as string,
    });
  });

  it('reads no file and calls nobody for an attachment, and lets no line into a header', async () => {
    await run(
      {
        ...mail,
        subject: 'a\r\nBcc: eve@example.org',
        headers: [{ name: 'X-A', value: 'b\r\nX-Evil: 1' }],
        attachments: [{ fileName: 'p', path: '/etc/passwd', href: 'http://127.0.0.1/', data: 'own' }],
      },
      outside(await serve()),
    );
    const [{ mail: sent, envelope } = {} as (typeof received)[0]] = received;
    expect(Buffer.from(sent.attachments[0]?.content as ArrayBuffer).toString()).toBe('own');
    expect(sent.headers.map(({ key }) => key)).not.toEqual(expect.arrayContaining(['bcc']));
    expect(sent.headers.map(({ key }) => key)).not.toContain('x-evil');
    expect(envelope).toEqual(['bob@example.org']);
  });

  it.each([
    [{ to: [] }, 'DataError'],
    [{ to: Array.from({ length: 501 }, (_, n) => `a${String(n)}@example.org`) }, 'DataError'],
    [{ ...mail, attachments: [{ data: new Uint8Array(51 * 1_048_576) }] }, 'MaxFileSizeExceededError'],
    [{ ...mail, subject: { a: 1 } }, 'DataError'],
  ] as [Bundle, string][])('refuses %#, before anybody is called', async (mapped, errorClass) => {
    const to = outside(await serve());
    await expect(run(mapped, to)).rejects.toMatchObject({ errorClass });
    expect(connections).toBe(0);
  });

  it('needs an account, and goes nowhere but through the way out', async () => {
    const port = await serve();
    await expect(run(mail, outside(port), {})).rejects.toMatchObject({ errorClass: 'InvalidConfigurationError' });
    await expect(run(mail, outside(port, {}, ''))).rejects.toMatchObject({ code: 'EGRESS.BLOCKED_ADDRESS' });
    expect(connections).toBe(0);
  });
});
