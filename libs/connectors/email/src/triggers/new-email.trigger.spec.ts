import { cursorOfStart, type Bundle, type ModuleResult, type ServerAccess, type Value } from '@ebbflow/connector-sdk';
import { anOutside, selfSigned, type Outside } from '@ebbflow/testing';
import { ImapServer, type ImapServerOptions } from '../../test/imap-server.fake.ts';
import { newEmail } from './new-email.trigger.ts';

const certificate = selfSigned('localhost');
const account = { user: 'ada@example.org', secret: 'hunter2-secret' };

describe('email:TriggerNewEmail', () => {
  const closing: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const open of closing.splice(0).reverse()) await open.close();
  });

  async function serve(options: Partial<ImapServerOptions> = {}): Promise<{ server: ImapServer; port: number }> {
    const server = new ImapServer({ ...account, ...options });
    const port = await server.listen();
    closing.push(server);
    return { server, port };
  }

  function outside(port: number, access: Partial<ServerAccess> = {}, allow?: string): Outside {
    const imap: ServerAccess = {
      host: 'localhost',
      port,
      ...account,
      tls: 'off',
      verifiesCertificate: true,
      ca: certificate.cert,
      ...access,
    };
    const made = anOutside({ credentials: { imap }, ...(allow === undefined ? {} : { allow }) });
    closing.push(made);
    return made;
  }

  const poll = async (
    { context }: Outside,
    parameters: Bundle = {},
    cursor?: Value,
  ): Promise<ModuleResult & { subjects: Value[]; kept: Value }> => {
    const result = await newEmail.run(
      { mapped: {}, parameters: { account: 1, maxResults: 2, ...parameters } },
      { ...context, cursor },
    );
    return {
      ...result,
      subjects: result.bundles.map((bundle) => bundle['subject']),
      // As the executor keeps it.
      kept: JSON.parse(JSON.stringify(result.cursor)) as Value,
    };
  };
  const mail = (subject: string): string[] => [`Subject: ${subject}`, 'From: Bo <bo@example.org>', '', 'hello'];

  it('gives a message as its parts', async () => {
    const { server, port } = await serve();
    server.add(
      'Message-ID: <1@example.org>',
      'Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=',
      'From: "Doe, Bo" <bo@example.org>',
      'To: ada@example.org, Eve <eve@example.org>',
      'Date: Fri, 02 Jan 2026 03:04:05 +0100',
      'X-Own: yes',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>Hi</p>',
      '--b',
      'Content-Type: application/octet-stream; name=a.bin',
      'Content-Disposition: attachment; filename=a.bin',
      'Content-Transfer-Encoding: base64',
      '',
      'AP8B',
      '--b--',
      '',
    );
    const { bundles } = await poll(outside(port));
    expect(bundles[0]).toMatchObject({
      uid: 1,
      messageId: '<1@example.org>',
      subject: 'Grüße',
      from: { name: 'Doe, Bo', address: 'bo@example.org' },
      to: [{ address: 'ada@example.org' }, { name: 'Eve', address: 'eve@example.org' }],
      date: new Date('2026-01-02T02:04:05Z'),
      html: expect.stringContaining('<p>Hi</p>') as string,
      headers: expect.arrayContaining([{ name: 'x-own', value: 'yes' }]) as Value[],
      attachments: [
        { fileName: 'a.bin', contentType: 'application/octet-stream', fileSize: 3, data: new Uint8Array([0, 255, 1]) },
      ],
    });
  });

  it('gives each message once, oldest first, and leaves for the next time what is too much for one', async () => {
    const { server, port } = await serve();
    for (const n of [1, 2, 3]) server.add(...mail(`No. ${String(n)}`));
    const first = await poll(outside(port));
    expect(first.subjects).toEqual(['No. 2', 'No. 3']);
    expect((await poll(outside(port), {}, first.kept)).subjects).toEqual([]);
    for (const n of [4, 5, 6]) server.add(...mail(`No. ${String(n)}`));
    const second = await poll(outside(port), {}, first.kept);
    expect(second.subjects).toEqual(['No. 4', 'No. 5']);
    server.mails.splice(0, 5);
    const third = await poll(outside(port), {}, second.kept);
    expect(third.subjects).toEqual(['No. 6']);
    expect((await poll(outside(port), {}, third.kept)).subjects).toEqual([]);
  });

  it('begins where somebody chose to start', async () => {
    const { server, port } = await serve();
    const at = (hour: number): Date => new Date(Date.UTC(2026, 2, 1, hour));
    for (const hour of [8, 9, 10, 11]) server.addAt(at(hour), ...mail(`At ${String(hour)}`));
    const from = async (start: Parameters<typeof cursorOfStart>[0]): Promise<Value[]> =>
      (await poll(outside(port), {}, cursorOfStart(start))).subjects;
    expect(await from({ kind: 'all' })).toEqual(['At 8', 'At 9']);
    expect(await from({ kind: 'since', instant: at(9) })).toEqual(['At 10', 'At 11']);
    expect(await from({ kind: 'since', instant: at(20) })).toEqual([]);
    expect(await from({ kind: 'after', id: '3' })).toEqual(['At 11']);
    const first = await poll(outside(port), {}, cursorOfStart({ kind: 'all' }));
    expect((await poll(outside(port), {}, first.kept)).subjects).toEqual(['At 10', 'At 11']);
  });

  it('begins anew where the server lost count', async () => {
    const { server, port } = await serve();
    server.add(...mail('old'));
    const { kept } = await poll(outside(port));
    server.uidValidity = 8;
    expect((await poll(outside(port), {}, kept)).subjects).toEqual(['old']);
  });

  it('takes what is asked for alone, and marks it where asked to', async () => {
    const { server, port } = await serve();
    for (const subject of ['bill one', 'other', 'bill two']) server.add(...mail(subject));
    const fields = { criteria: 'unseen', subject: 'bill', markSeen: true, maxResults: 1 };
    expect((await poll(outside(port), fields)).subjects).toEqual(['bill two']);
    expect(server.mails.map(({ isSeen }) => isSeen)).toEqual([false, false, true]);
    server.commands.length = 0;
    await poll(outside(port), { subject: 'bill' });
    expect(server.commands.join()).toContain('EXAMINE');
    expect(server.commands.join()).not.toMatch(/SELECT|STORE/);
  });

  it('cuts a message that is too large, and tells so', async () => {
    const { server, port } = await serve();
    server.add(...mail('large'), 'x'.repeat(26 * 1_048_576));
    const { subjects, warnings } = await poll(outside(port));
    expect([subjects, warnings?.length]).toEqual([['large'], 1]);
  });

  it('reads over TLS, and says nothing secret to a server nobody vouches for', async () => {
    const { server, port } = await serve({ certificate });
    server.add(...mail('secret'));
    expect((await poll(outside(port, { tls: 'implicit' }))).subjects).toEqual(['secret']);
    server.commands.length = 0;
    await expect(poll(outside(port, { tls: 'implicit', ca: selfSigned('localhost').cert }))).rejects.toMatchObject({
      code: 'EGRESS.TLS',
    });
    expect(server.commands).toEqual([]);
  });

  it.each(['required', 'preferred'] as const)(
    'turns to TLS where it is %s, and logs in to nobody else',
    async (tls) => {
      const { server, port } = await serve({ certificate, startsTls: true });
      server.add(...mail('secret'));
      expect((await poll(outside(port, { tls }))).subjects).toEqual(['secret']);
      expect(server.commands.indexOf('LOGIN')).toBeGreaterThan(0);
      server.commands.length = 0;
      const strange = { tls, ca: selfSigned('localhost').cert };
      await expect(poll(outside(port, strange))).rejects.toMatchObject({ errorClass: 'ConnectionError' });
      const intruded = await serve({
        certificate,
        startsTls: true,
        injected: '* OK [CAPABILITY IMAP4rev1] forged\r\n',
      });
      await expect(poll(outside(intruded.port, { tls }))).rejects.toMatchObject({ errorClass: 'ConnectionError' });
      expect([...server.commands, ...intruded.server.commands].join()).not.toContain('LOGIN');
    },
  );

  it('reads from a server without TLS where it is preferred, and does not where it is required', async () => {
    const { server, port } = await serve();
    server.add(...mail('plain'));
    await expect(poll(outside(port, { tls: 'required' }))).rejects.toMatchObject({ errorClass: 'ConnectionError' });
    expect(server.commands.join()).not.toContain('LOGIN');
    expect((await poll(outside(port, { tls: 'preferred' }))).subjects).toEqual(['plain']);
  });

  it('has errors of its own for a login that is not taken and a folder that is not there, without naming them', async () => {
    const { port } = await serve();
    await expect(poll(outside(port, { secret: 'other' }))).rejects.toMatchObject({
      errorClass: 'InvalidAccessTokenError',
      message: expect.not.stringMatching(/ada|other/) as string,
    });
    await expect(poll(outside(port), { folder: 'Hunter2' })).rejects.toMatchObject({
      errorClass: 'DataError',
      message: expect.not.stringContaining('Hunter2') as string,
    });
  });

  it('lets no second command in, and goes nowhere but through the way out', async () => {
    const { server, port } = await serve();
    await expect(poll(outside(port), { subject: 'a\r\nA1 LOGOUT' })).rejects.toMatchObject({ errorClass: 'DataError' });
    await expect(poll(outside(port, {}, ''))).rejects.toMatchObject({ code: 'EGRESS.BLOCKED_ADDRESS' });
    expect(server.sessions).toBe(0);
  });
});
