import { once } from 'node:events';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { hookReceived } from '@ebbflow/contracts';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, selfSigned, testHouse } from '@ebbflow/testing';
import { gatewayService } from '../../src/index.ts';
import { MailIntake } from '../../src/mail/mail-intake.ts';
import { DatabaseProxy } from './database-proxy.fake.ts';
import { aHook, asOwner, postJson } from './door-fixture.ts';
import { aMailHook, DOMAIN, MAIL_SETTINGS, mailPortOf, sendMail } from './mail-fixture.ts';

const house = testHouse([gatewayService]);
const { database } = house;
let gateway: RunningService;

beforeAll(async () => {
  gateway = await house.start(gatewayService, { ...MAIL_SETTINGS, EBB_GATEWAY_MAIL_MAX_SIZE: '64KiB' });
});

async function eventsOf(tenantId: string) {
  // Beside what is published of deliveries, facts of hooks for the audit log lie there.
  const rows = await database.asAdmin<{ data: Buffer }>(
    'select data from gateway.outbox where tenant_id = $1 and topic = $2',
    [tenantId, hookReceived.topic],
  );
  return rows.map(({ data }) => hookReceived.schema.parse(JSON.parse(data.toString())));
}
async function storedCount(tenantId: string): Promise<number> {
  return (await database.asAdmin('select 1 from gateway.delivery where tenant_id = $1', [tenantId])).length;
}

describe('a mail to a mail hook', () => {
  it('is stored and announced before it is accepted, and its address is no webhook', async () => {
    const tenantId = newOrganisationId();
    const hook = await aMailHook(house, gateway, tenantId);
    expect(hook.url).toMatch(/^[a-z2-7]{32}@hooks\.example$/);
    expect(await sendMail(gateway, { to: hook.url, subject: 'x' })).toEqual({ accepted: [hook.url], refused: [] });
    expect(await eventsOf(tenantId)).toMatchObject([{ hookId: hook.hookId, door: 'mail', sealed: { keyVersion: 1 } }]);
    expect(await storedCount(tenantId)).toBe(1);
    const webhook = await aHook(house, gateway, tenantId);
    const url = webhook.url.replace(/[^/]+$/, hook.url.split('@')[0]!);
    expect((await postJson(url, {})).status).toBe(404);
  });

  it('reaches the hook whatever becomes of the case of its address, with a tag too', async () => {
    const tenantId = newOrganisationId();
    const [token] = (await aMailHook(house, gateway, tenantId)).url.split('@');
    await sendMail(gateway, { to: `${token!.toUpperCase()}+Orders@HOOKS.example` });
    expect(await storedCount(tenantId)).toBe(1);
  });

  it('to several hooks is one delivery for each, and one for an address that is named twice', async () => {
    const tenantId = newOrganisationId();
    const hooks = [await aMailHook(house, gateway, tenantId), await aMailHook(house, gateway, tenantId)];
    await sendMail(gateway, { envelope: { from: 'a@example.org', to: [hooks[0]!.url, hooks[1]!.url, hooks[1]!.url] } });
    expect((await eventsOf(tenantId)).map(({ hookId }) => hookId).sort()).toEqual(
      hooks.map(({ hookId }) => hookId).sort(),
    );
  });

  it('goes to those who exist when others do not', async () => {
    const hook = await aMailHook(house, gateway, newOrganisationId());
    const to = [`${'a'.repeat(32)}@${DOMAIN}`, hook.url];
    expect(await sendMail(gateway, { to })).toEqual({ accepted: [hook.url], refused: [550] });
  });

  it('leaves nothing readable in any table', async () => {
    const hook = await aMailHook(house, gateway, newOrganisationId());
    await sendMail(gateway, { to: hook.url, subject: 'canary-5e1c', text: 'canary-5e1c' });
    for (const table of ['delivery', 'outbox', 'hook']) {
      const rows = await database.asAdmin(`select 1 from gateway.${table} t where t::text like '%canary-5e1c%'`);
      expect(rows).toEqual([]);
    }
  });
});

describe('the door for mails refuses, before the mail is sent,', () => {
  it('what is no mail hook: unknown, another domain’s, or a webhook’s token', async () => {
    const webhook = await aHook(house, gateway, newOrganisationId());
    for (const to of [
      `${'b'.repeat(32)}@${DOMAIN}`,
      `postmaster@${DOMAIN}`,
      'somebody@example.org',
      `somebody%example.org@relay.example`,
      `${webhook.url.split('/').at(-1)!}@${DOMAIN}`,
    ]) {
      await expect(sendMail(gateway, { to })).rejects.toMatchObject({ responseCode: 550 });
    }
  });

  it('a hook that is switched off', async () => {
    const hook = await aMailHook(house, gateway, newOrganisationId(), { enabled: false });
    await expect(sendMail(gateway, { to: hook.url })).rejects.toMatchObject({ responseCode: 550 });
  });

  it('a hook that has expired or whose queue is full, and the other recipients get their mail once', async () => {
    const tenantId = newOrganisationId();
    const [taking, expired, full] = [
      await aMailHook(house, gateway, tenantId),
      await aMailHook(house, gateway, tenantId),
      await aMailHook(house, gateway, tenantId),
    ];
    const set = (hookId: string, body: object) =>
      asOwner({ house, gateway, tenantId }, 'PATCH', `/v1/hooks/${hookId}`, { body, headers: { 'if-match': '"1"' } });
    await set(expired.hookId, { expiresAt: new Date(Date.now() - 1_000).toISOString() });
    await set(full.hookId, { queueLimit: 1 });
    await asOwner({ house, gateway, tenantId }, 'POST', `/v1/hooks/${full.hookId}/queue/pause`);
    await sendMail(gateway, { to: full.url });
    const to = [taking.url, expired.url, full.url];
    expect(await sendMail(gateway, { to })).toEqual({ accepted: [taking.url], refused: [550, 452] });
    expect((await eventsOf(tenantId)).map(({ hookId }) => hookId)).toEqual([taking.hookId]);
  });

  it('a mail that announces itself as too large', async () => {
    const hook = await aMailHook(house, gateway, newOrganisationId());
    await expect(
      sendMail(gateway, { to: hook.url, text: 'x'.repeat(100_000), size: 100_000 } as never),
    ).rejects.toMatchObject({
      responseCode: 552,
    });
  });

  it('more recipients than a mail may have, and more mails than the rate', async () => {
    const strict = await house.start(gatewayService, {
      ...MAIL_SETTINGS,
      EBB_GATEWAY_MAIL_MAX_RECIPIENTS: '1',
      EBB_GATEWAY_MAIL_RATE: '2',
    });
    const tenantId = newOrganisationId();
    const hooks = [await aMailHook(house, strict, tenantId), await aMailHook(house, strict, tenantId)];
    expect(await sendMail(strict, { to: hooks.map(({ url }) => url) })).toEqual({
      accepted: [hooks[0]!.url],
      refused: [452],
    });
    expect((await sendMail(strict, { to: hooks[0]!.url })).accepted).toHaveLength(1);
    await expect(sendMail(strict, { to: hooks[0]!.url })).rejects.toMatchObject({ responseCode: 452 });
    expect(await storedCount(tenantId)).toBe(2);
  });
});

describe('the door for mails', () => {
  /** Says these lines one after the other, each after the answer to the one before; resolves with the answers. */
  async function talk(lines: readonly string[]): Promise<string[]> {
    const socket = connect(mailPortOf(gateway), '127.0.0.1').setEncoding('latin1');
    const answers: string[] = [];
    for (const line of ['', ...lines]) {
      if (line !== '') socket.write(`${line}\r\n`);
      const [answer] = (await once(socket, 'data')) as [string];
      answers.push(answer.slice(0, 3));
    }
    socket.destroy();
    return answers;
  }

  it('takes a sender who hangs up in the middle of a mail for just that', async () => {
    const intake = gateway.app.get(MailIntake, { strict: false });
    const mail = Readable.from(
      (function* () {
        yield Buffer.from('Subject: half');
        throw Object.assign(new Error('Connection closed'), { code: 'ECONNECTION' });
      })(),
    );
    await expect(intake.read(mail)).rejects.toMatchObject({ code: 'GATEWAY.SENDER_GONE' });
  });

  it('does not believe a mail that is larger than it said', async () => {
    const tenantId = newOrganisationId();
    const hook = await aMailHook(house, gateway, tenantId);
    const body = `${`${'x'.repeat(900)}\r\n`.repeat(100)}.`;
    expect(await talk(['EHLO a', 'MAIL FROM:<> SIZE=10', `RCPT TO:<${hook.url}>`, 'DATA', body])).toEqual([
      '220',
      '250',
      '250',
      '250',
      '354',
      '552',
    ]);
    expect(await storedCount(tenantId)).toBe(0);
  });

  it('takes a bounce, which has no sender', async () => {
    const tenantId = newOrganisationId();
    const hook = await aMailHook(house, gateway, tenantId);
    expect((await talk(['EHLO a', 'MAIL FROM:<>', `RCPT TO:<${hook.url}>`, 'DATA', 'x\r\n.'])).at(-1)).toBe('250');
    expect(await storedCount(tenantId)).toBe(1);
  });

  it('offers no log-in and takes none', async () => {
    expect((await talk(['EHLO a', 'AUTH PLAIN AGEAYg=='])).at(-1)).toMatch(/^5/);
  });

  it('does not take a mail to the hooks of the mail before', async () => {
    const hook = await aMailHook(house, gateway, newOrganisationId());
    const mail = ['MAIL FROM:<>', `RCPT TO:<${hook.url}>`, 'RSET', 'MAIL FROM:<>', 'DATA'];
    expect((await talk(['EHLO a', ...mail])).at(-1)).toMatch(/^5/);
  });

  it('turns to TLS when it has a certificate, and stays closed when no port is set', async () => {
    const { cert, key } = selfSigned('localhost');
    const secured = await house.start(gatewayService, {
      ...MAIL_SETTINGS,
      EBB_GATEWAY_MAIL_CERTIFICATE: cert,
      EBB_GATEWAY_MAIL_KEY: key,
    });
    const hook = await aMailHook(house, secured, newOrganisationId());
    expect((await sendMail(secured, { to: hook.url }, { ca: cert })).accepted).toEqual([hook.url]);
    await expect(sendMail(gateway, { to: hook.url }, { ca: cert })).rejects.toThrow();
    const closed = await house.start(gatewayService, { EBB_GATEWAY_DOOR_PORT: '0' });
    expect(() => mailPortOf(closed)).toThrow('takes no mail');
  });
});

describe('while the database is away', () => {
  it('a sender is put off with 451, and nothing is said to be stored that is not', async () => {
    const proxy = new DatabaseProxy(database.environment['EBB_DATABASE_URL']!);
    const away = await house.start(gatewayService, { ...MAIL_SETTINGS, EBB_DATABASE_URL: await proxy.start() });
    const tenantId = newOrganisationId();
    const hook = await aMailHook(house, away, tenantId);
    expect((await sendMail(away, { to: hook.url })).accepted).toHaveLength(1);
    proxy.goAway();
    await expect(sendMail(away, { to: hook.url })).rejects.toMatchObject({ responseCode: 451 });
    proxy.comeBack();
    expect(await storedCount(tenantId)).toBe(1);
    await proxy.stop();
  });
});
