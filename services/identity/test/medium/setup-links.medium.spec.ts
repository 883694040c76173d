import { identityForFile } from '../support/started-identity.ts';

const DAY_MS = 86_400_000;
const house = identityForFile();

describe('bootstrapping the first organisation', () => {
  it('makes it once, with an operator token that is shown once', async () => {
    const first = await house.identity.bootstrap('Once');
    const second = await house.identity.bootstrap('Once');
    expect(first.created).toBe(true);
    expect(first.operatorToken).toMatch(/^ebb_[A-Za-z0-9_-]{27}$/);
    expect(second).toMatchObject({ organisationId: first.organisationId, created: false, operatorToken: null });
  });

  it('lets one of many first starts at once make it', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => house.identity.bootstrap('Race')));
    expect(new Set(answers.map((answer) => answer.organisationId)).size).toBe(1);
    expect(answers.filter((answer) => answer.created)).toHaveLength(1);
    expect(answers.filter((answer) => answer.operatorToken !== null)).toHaveLength(1);
  });

  it('gives a new operator token when the first was lost, and the first stops working', async () => {
    const { operatorToken: lost } = await house.identity.bootstrap('Lost');
    const { body } = await house.identity.call('POST', '/internal/v1/organisations', {
      name: 'Lost',
      issueOperatorToken: true,
    });
    expect((await house.identity.resolve({ apiToken: String(body['operatorToken']) })).status).toBe(200);
    expect((await house.identity.resolve({ apiToken: lost ?? '' })).status).toBe(401);
  });

  it('is for the console only', async () => {
    const answer = await house.identity.call(
      'POST',
      '/internal/v1/organisations',
      { name: 'X' },
      { service: 'executor' },
    );
    expect(answer).toMatchObject({ status: 403, body: { code: 'HOST.FORBIDDEN' } });
  });
});

describe('a set-up link', () => {
  it('sets the first password and signs in as owner', async () => {
    const { organisationId, sessionToken } = await house.identity.anOwner('ada@example.test', 'Ada');
    expect((await house.identity.resolve({ sessionToken })).body).toMatchObject({
      organisationId,
      scopes: ['*'],
      kind: 'user',
    });
  });

  it('works once, also when it is redeemed several times at once', async () => {
    const { setupToken } = await house.identity.bootstrap('Twice');
    const answers = await Promise.all(
      [1, 2, 3].map((number) => house.identity.redeem(setupToken ?? '', `twice${String(number)}@example.test`)),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 410, 410]);
    expect((await house.identity.bootstrap('Twice')).setupToken).toBeNull();
    const users = await house.database.asAdmin(`select 1 from identity.user where email like 'twice%'`);
    expect(users).toHaveLength(1);
  });

  it('expires after seven days, and a new start makes a new one', async () => {
    const { setupToken } = await house.identity.bootstrap('Late');
    house.identity.clock.advance(7 * DAY_MS + 1);
    expect(await house.identity.redeem(setupToken ?? '', 'late@example.test')).toMatchObject({
      status: 410,
      body: { code: 'IDENTITY.SETUP_LINK_INVALID' },
    });
    const { setupToken: fresh } = await house.identity.bootstrap('Late');
    expect((await house.identity.redeem(fresh ?? '', 'late@example.test')).status).toBe(201);
  });

  it('is replaced by a newer one', async () => {
    const { setupToken: older } = await house.identity.bootstrap('Replaced');
    await house.identity.bootstrap('Replaced');
    expect((await house.identity.redeem(older ?? '', 'replaced@example.test')).status).toBe(410);
  });

  it('stays open when the address is taken, in whatever case it is written', async () => {
    await house.identity.anOwner('taken@example.test', 'First holder');
    const { setupToken } = await house.identity.bootstrap('Second holder');
    expect(await house.identity.redeem(setupToken ?? '', 'Taken@Example.TEST')).toMatchObject({
      status: 409,
      body: { code: 'IDENTITY.EMAIL_TAKEN' },
    });
    expect((await house.identity.redeem(setupToken ?? '', 'free@example.test')).status).toBe(201);
  });

  it('asks for at least 12 characters and points at the field', async () => {
    const { setupToken } = await house.identity.bootstrap('Short');
    const answer = await house.identity.redeem(setupToken ?? '', 'short@example.test', 'elevenchars');
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'HOST.INVALID_INPUT', errors: [{ pointer: '/password' }] },
    });
  });
});

describe('what the database holds', () => {
  it('is no token that opens anything, and no password', async () => {
    const { setupToken, operatorToken } = await house.identity.bootstrap('Dump');
    const { body } = await house.identity.redeem(setupToken ?? '', 'dump@example.test', 'planted-password-canary');
    const dump = JSON.stringify(
      await house.database.asAdmin(`
        select to_jsonb(o) as row from identity.organisation o union all select to_jsonb(u) from identity.user u
        union all select to_jsonb(t) || jsonb_build_object('bytes', encode(t.token_hash, 'escape')) from identity.api_token t
        union all select to_jsonb(s) || jsonb_build_object('bytes', encode(s.token_hash, 'escape')) from identity.session s
        union all select to_jsonb(l) from identity.setup_link l`),
    );
    expect(dump).toContain('$pbkdf2-sha512$i=200000$');
    for (const secret of [setupToken, operatorToken, body['sessionToken'], 'planted-password-canary']) {
      expect(typeof secret).toBe('string');
      expect(dump).not.toContain(String(secret));
    }
  });
});
