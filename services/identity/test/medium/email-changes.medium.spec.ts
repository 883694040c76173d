import { TOTP } from 'otpauth';
import { type Principal, principalSchema } from '@ebbflow/contracts';
import { LinkTokens } from '../../src/links/link-tokens.ts';
import { MailComposer } from '../../src/mail/mail-composer.ts';
import { type Answer, identityForFile, PASSWORD } from '../support/started-identity.ts';

const MINUTE_MS = 60_000;
const house = identityForFile();

let count = 0;
async function aPerson(): Promise<{ email: string; sessionToken: string; principal: Principal }> {
  count += 1;
  const email = `mover-${String(count)}@example.test`;
  const { sessionToken } = await house.identity.anOwner(email, email);
  const principal = principalSchema.parse((await house.identity.resolve({ sessionToken })).body);
  return { email, sessionToken, principal };
}

const wish = (principal: Principal, email: string): Promise<Answer> =>
  house.identity.call('POST', '/v1/me/email-changes', { email }, { principal });
const confirm = (token: string, sessionToken?: string): Promise<Answer> =>
  house.identity.call('POST', '/internal/v1/email-changes/confirm', { token, ...(sessionToken && { sessionToken }) });
const sessionOf = async (email: string, password = PASSWORD): Promise<string> =>
  String((await house.identity.signIn(email, password)).body['sessionToken']);

/** As it stands in the mail. */
async function linkOf({ userId }: Principal): Promise<string> {
  const [row] = await house.database.asAdmin<{ id: string }>(
    'select id from identity.email_change where user_id = $1 and token_hash is not null',
    [userId],
  );
  return house.identity.service.app
    .get(LinkTokens, { strict: false })
    .of(row?.id ?? '')
    .token.reveal();
}

/** Where a message of this kind would go now, and what it says. */
async function mailsOf(kind: string): Promise<{ to: string; text: string }[]> {
  const rows = await house.database.asAdmin('select * from identity.mail where kind = $1 order by id', [kind]);
  const composer = house.identity.service.app.get(MailComposer, { strict: false });
  const composed = await Promise.all(rows.map((row) => composer.compose(row as never)));
  return composed.flatMap((mail) => (mail === undefined ? [] : [{ to: mail.to.reveal(), text: mail.text }]));
}

const invalid = { status: 410, body: { code: 'IDENTITY.LINK_INVALID' } };

describe('another address', () => {
  it('is confirmed there, told at the old one, and ends every session', async () => {
    const { email, sessionToken, principal } = await aPerson();
    expect((await wish(principal, 'moved-1@example.test')).status).toBe(202);
    expect((await house.identity.signIn(email, PASSWORD)).status).toBe(201);
    const token = await linkOf(principal);
    expect((await mailsOf('confirm-address')).at(-1)).toMatchObject({
      to: 'moved-1@example.test',
      text: expect.stringContaining(`/new-address/${token}`) as string,
    });
    expect((await confirm(token, sessionToken)).status).toBe(204);
    expect((await mailsOf('address-changed')).at(-1)).toMatchObject({ to: email });
    expect((await house.identity.resolve({ sessionToken })).status).toBe(401);
    expect((await house.identity.signIn(email, PASSWORD)).status).toBe(401);
    expect((await house.identity.signIn('moved-1@example.test', PASSWORD)).status).toBe(201);
    expect(await confirm(token, await sessionOf('moved-1@example.test'))).toMatchObject(invalid);
  });

  it('needs a recent proof', async () => {
    const { principal } = await aPerson();
    house.identity.clock.advance(5 * MINUTE_MS);
    expect(await wish(principal, 'moved-2@example.test')).toMatchObject({
      status: 403,
      body: { code: 'IDENTITY.PROOF_NEEDED' },
    });
  });

  it('that somebody has is answered alike, told to that person, and never taken', async () => {
    const [mover, holder] = [await aPerson(), await aPerson()];
    const answer = await wish(mover.principal, holder.email.toUpperCase());
    expect([answer.status, answer.body]).toEqual([202, {}]);
    expect((await mailsOf('already-registered')).map(({ to }) => to)).toContain(holder.email);
    const rows = await house.database.asAdmin('select 1 from identity.email_change where user_id = $1', [
      mover.principal.userId,
    ]);
    expect(rows).toEqual([]);
  });

  it('that somebody took meanwhile opens nothing', async () => {
    const { principal, email, sessionToken } = await aPerson();
    await wish(principal, 'moved-3@example.test');
    await house.identity.anOwner('moved-3@example.test', 'Quicker');
    expect(await confirm(await linkOf(principal), sessionToken)).toMatchObject(invalid);
    expect((await house.identity.signIn(email, PASSWORD)).status).toBe(201);
  });

  it('is over after an hour, with the next wish, and for a made-up link', async () => {
    const { email, principal, sessionToken } = await aPerson();
    await wish(principal, 'moved-4@example.test');
    const first = await linkOf(principal);
    await wish(principal, 'moved-5@example.test');
    expect(await confirm(first, sessionToken)).toMatchObject(invalid);
    expect(await confirm('ebl_AAAAAAAAAAAAAAAAAAAAAAAAAAA', sessionToken)).toMatchObject(invalid);
    const second = await linkOf(principal);
    house.identity.clock.advance(60 * MINUTE_MS);
    expect(await confirm(second, await sessionOf(email))).toMatchObject(invalid);
  });

  it('of one person is changed once by two who open the link at the same time', async () => {
    const { principal, sessionToken } = await aPerson();
    await wish(principal, 'moved-6@example.test');
    const token = await linkOf(principal);
    const answers = await Promise.all([confirm(token, sessionToken), confirm(token, sessionToken)]);
    const statuses = answers.map(({ status }) => status);
    expect(statuses).toContain(204);
    // The other one finds the link used, or the session over that the first one ended.
    expect([401, 410]).toContain(statuses.find((status) => status !== 204));
  });

  it('is confirmed by who wished for it, signed in: not by whoever reads the mail or is somebody else', async () => {
    const [mover, reader] = [await aPerson(), await aPerson()];
    await wish(mover.principal, 'moved-7@example.test');
    const token = await linkOf(mover.principal);
    const first = { status: 401, body: { code: 'IDENTITY.SIGN_IN_FIRST' } };
    expect(await confirm(token)).toMatchObject(first);
    expect(await confirm(token, 'ebs_AAAAAAAAAAAAAAAAAAAAAAAAAAA')).toMatchObject(first);
    expect(await confirm(token, reader.sessionToken)).toMatchObject(invalid);
    expect((await house.identity.signIn(reader.email, PASSWORD)).status).toBe(201);
    expect((await confirm(token, mover.sessionToken)).status).toBe(204);
    expect((await house.identity.signIn('moved-7@example.test', PASSWORD)).status).toBe(201);
  });

  it('is still told at the old one when a further one is wished for at once', async () => {
    const { email, principal, sessionToken } = await aPerson();
    await wish(principal, 'moved-8@example.test');
    await confirm(await linkOf(principal), sessionToken);
    const session = await sessionOf('moved-8@example.test');
    const again = principalSchema.parse((await house.identity.resolve({ sessionToken: session })).body);
    expect((await wish(again, 'moved-9@example.test')).status).toBe(202);
    expect((await mailsOf('address-changed')).map(({ to }) => to)).toContain(email);
  });
});

describe('an open link to another address', () => {
  const NEW_PASSWORD = 'nine slow lanterns';

  it.each<[string, (visitor: { email: string; principal: Principal }) => Promise<Answer>]>([
    [
      'a new password',
      ({ principal }) => {
        const change = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
        return house.identity.call('PUT', '/v1/me/password', change, { principal });
      },
    ],
    [
      'a new password by a link',
      async ({ email, principal }) => {
        await house.identity.call('POST', '/internal/v1/password-resets', { email });
        const [row] = await house.database.asAdmin<{ id: string }>(
          'select id from identity.password_reset where user_id = $1',
          [principal.userId],
        );
        const token = house.identity.service.app
          .get(LinkTokens, { strict: false })
          .of(row?.id ?? '')
          .token.reveal();
        return house.identity.call('POST', '/internal/v1/password-resets/redeem', { token, password: NEW_PASSWORD });
      },
    ],
  ])('opens nothing after %s', async (_what, change) => {
    const visitor = await aPerson();
    await wish(visitor.principal, `stranger-${visitor.email}`);
    const token = await linkOf(visitor.principal);
    expect((await change(visitor)).status).toBe(204);
    expect(await confirm(token, await sessionOf(visitor.email, NEW_PASSWORD))).toMatchObject(invalid);
    expect((await house.identity.signIn(visitor.email, NEW_PASSWORD)).status).toBe(201);
  });

  it('opens nothing after a way to sign in was added', async () => {
    const { email, principal, sessionToken } = await aPerson();
    await wish(principal, `stranger-${email}`);
    const token = await linkOf(principal);
    const { body } = await house.identity.call('POST', '/v1/me/second-factor', undefined, { principal });
    const { secret } = new TOTP({ secret: String(body['secret']) });
    const code = TOTP.generate({ secret, timestamp: house.identity.clock.nowMs() });
    const on = await house.identity.call('POST', '/v1/me/second-factor/confirm', { code }, { principal });
    expect(on.status).toBe(200);
    expect(await confirm(token, sessionToken)).toMatchObject(invalid);
    expect((await house.identity.signIn(email, PASSWORD)).body).toHaveProperty('secondFactorToken');
  });
});
