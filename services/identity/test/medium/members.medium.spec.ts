import { MailComposer } from '../../src/mail/mail-composer.ts';
import { WaitingMails } from '../../src/mail/waiting-mails.ts';
import { Person } from '../support/person.ts';
import { identityForFile, PASSWORD } from '../support/started-identity.ts';

const DAY_MS = 86_400_000;
const house = identityForFile();
const owner = (name: string) => Person.owner(house.identity, `${name}@example.test`);
const code = (status: number, name: string) => ({ status, body: { code: `IDENTITY.${name}` } });

async function lastMail(wanted: string) {
  const mails = house.identity.service.app.get(WaitingMails, { strict: false });
  const now = house.identity.clock.now();
  const rows = await mails.claim({ now, leaseEnd: now, most: 1_000 });
  const row = rows.findLast(({ kind }) => kind === wanted);
  return row && house.identity.service.app.get(MailComposer, { strict: false }).compose(row);
}

describe('an invitation', () => {
  it('is sent as a link by mail and makes a newcomer with an account of their own a member', async () => {
    const ada = await owner('inv-ada');
    await ada.invite({ email: 'inv-new@example.test', role: 'accountant' });
    const mails = house.identity.service.app.get(WaitingMails, { strict: false });
    const row = (await mails.list({} as never, house.identity.clock.now(), 10)).find(
      ({ kind }) => kind === 'invitation',
    );
    const mail = row && (await house.identity.service.app.get(MailComposer, { strict: false }).compose(row));
    expect(mail).toMatchObject({ purpose: 'sign-in', text: expect.stringContaining('/invitations/ebl_') });
    expect(mail?.to.reveal()).toBe('inv-new@example.test');
    const token = /ebl_[A-Za-z0-9_-]{27}/.exec(mail?.text ?? '')?.[0];

    const look = await house.identity.call('POST', '/internal/v1/invitations/look', { token });
    expect(look.body).toEqual({ organisationName: 'inv-ada@example.test' });
    const accept = { token, password: PASSWORD };
    const accepted = await house.identity.call('POST', '/internal/v1/invitations/accept', accept);
    const bob = new Person(house.identity, 'inv-new@example.test', String(accepted.body['sessionToken']));
    expect(await bob.principal()).toMatchObject({
      organisationId: await ada.organisationId(),
      scopes: expect.arrayContaining(['usage:read']),
      homeOrganisationId: expect.stringMatching(/^org_/),
    });
    expect((await bob.ask('GET', '/v1/me')).body).toMatchObject({ email: 'inv-new@example.test' });
    expect((await ada.ask('GET', '/v1/members')).body['items']).toEqual(
      expect.arrayContaining([expect.objectContaining({ email: 'inv-new@example.test', role: 'accountant' })]),
    );
    // Once.
    expect(await house.identity.call('POST', '/internal/v1/invitations/accept', accept)).toMatchObject(
      code(410, 'LINK_INVALID'),
    );
  });

  it('is accepted by whoever has an account at the address, and by nobody else', async () => {
    const [ada, eve, bob] = [await owner('acc-ada'), await owner('acc-eve'), await owner('acc-bob')];
    const token = await ada.invite({ email: 'ACC-bob@example.test' });
    expect(await eve.ask('POST', '/v1/me/invitations/accept', { token })).toMatchObject(code(403, 'INVITED_OTHERWISE'));
    expect(
      await house.identity.call('POST', '/internal/v1/invitations/accept', { token, password: PASSWORD }),
    ).toMatchObject(code(409, 'EMAIL_TAKEN'));
    const both = [0, 1].map(() => bob.ask('POST', '/v1/me/invitations/accept', { token }));
    expect((await Promise.all(both)).map(({ status }) => status).sort()).toEqual([200, 410]);
    expect((await bob.ask('GET', '/v1/me/organisations')).body['items']).toHaveLength(2);
  });

  it('answers the same whether the address has an account, and says when it is a member already', async () => {
    const [ada, bob] = [await owner('same-ada'), await owner('same-bob')];
    const [known, unknown] = [
      await ada.ask('POST', '/v1/invitations', { email: bob.email }),
      await ada.ask('POST', '/v1/invitations', { email: 'same-nobody@example.test' }),
    ];
    expect([known.status, Object.keys(known.body)]).toEqual([unknown.status, Object.keys(unknown.body)]);
    expect(await ada.ask('POST', '/v1/invitations', { email: ada.email })).toMatchObject(code(409, 'ALREADY_A_MEMBER'));
  });

  it('opens nothing once it is withdrawn, declined, replaced or over, and its address is forgotten', async () => {
    const [ada, bob] = [await owner('end-ada'), await owner('end-bob')];
    const accept = (token: string) => bob.ask('POST', '/v1/me/invitations/accept', { token });
    const first = await ada.invite({ email: bob.email });
    const second = await ada.invite({ email: bob.email });
    expect(await accept(first)).toMatchObject(code(410, 'LINK_INVALID'));
    expect((await bob.ask('POST', '/v1/me/invitations/decline', { token: second })).status).toBe(204);
    expect(await accept(second)).toMatchObject(code(410, 'LINK_INVALID'));
    const third = await ada.invite({ email: bob.email });
    const [open] = (await ada.ask('GET', '/v1/invitations')).body['items'] as { id: string }[];
    expect((await ada.ask('DELETE', `/v1/invitations/${open?.id ?? ''}`)).status).toBe(204);
    expect(await ada.ask('DELETE', `/v1/invitations/${open?.id ?? ''}`)).toMatchObject(
      code(404, 'INVITATION_NOT_FOUND'),
    );
    expect(await accept(third)).toMatchObject(code(410, 'LINK_INVALID'));
    expect(await accept('ebl_made-up')).toMatchObject(code(410, 'LINK_INVALID'));
    expect((await ada.ask('GET', '/v1/invitations')).body['items']).toEqual([]);
  });

  it('gives nobody more than who invites has, and ends with the membership of who sent it', async () => {
    const ada = await owner('more-ada');
    const bob = await ada.newcomer('more-bob@example.test', { role: 'admin' });
    expect(await bob.ask('POST', '/v1/invitations', { email: 'x@example.test', role: 'owner' })).toMatchObject(
      code(403, 'BEYOND_OWN_RIGHTS'),
    );
    const look = (token: string) => house.identity.call('POST', '/internal/v1/invitations/look', { token });
    const program = await bob.apiPrincipal();
    const tokens = [
      await bob.invite({ email: 'more-carl@example.test' }),
      await bob.invite({ email: 'more-bobs-own@example.test', role: 'admin' }, program),
    ];
    for (const token of tokens) expect((await look(token)).status).toBe(200);
    expect((await ada.ask('DELETE', `/v1/members/${await bob.userId()}`)).status).toBe(204);
    for (const token of tokens) expect(await look(token)).toMatchObject(code(410, 'LINK_INVALID'));
  });

  it('ends when who sent it is made less, and not when made an owner', async () => {
    const ada = await owner('less-ada');
    const bob = await ada.newcomer('less-bob@example.test', { role: 'admin' });
    const look = async (token: string) =>
      (await house.identity.call('POST', '/internal/v1/invitations/look', { token })).status;
    const send = async (name: string) => [
      await bob.invite({ email: `${name}-carl@example.test`, role: 'admin' }),
      await bob.invite({ email: `${name}-dora@example.test`, role: 'admin' }, await bob.apiPrincipal()),
    ];
    let revision = 0;
    const become = async (role: string) =>
      ada.change('PATCH', `/v1/members/${await bob.userId()}`, { role }, (revision += 1));
    const [asAdmin, others] = [await send('less'), await ada.invite({ email: 'less-eve@example.test' })];
    expect((await become('owner')).status).toBe(200);
    for (const token of asAdmin) expect(await look(token)).toBe(200);
    expect((await become('member')).status).toBe(200);
    for (const token of asAdmin) expect(await look(token)).toBe(410);
    expect(await look(others)).toBe(200);
  });

  it('of an owner ends when the organisation goes over to another', async () => {
    const ada = await owner('over-ada');
    const bob = await ada.newcomer('over-bob@example.test');
    const token = await ada.invite({ email: 'over-ada-again@example.test', role: 'owner' });
    expect((await ada.ask('POST', '/v1/ownership-transfer', { userId: await bob.userId() })).status).toBe(201);
    expect((await bob.ask('POST', '/v1/ownership-transfer/accept')).status).toBe(204);
    expect(await house.identity.call('POST', '/internal/v1/invitations/look', { token })).toMatchObject(
      code(410, 'LINK_INVALID'),
    );
  });
});

describe('a person in several organisations', () => {
  it('has in each the rights of each, and what is of the account in all', async () => {
    const [ada, bob] = [await owner('sev-ada'), await owner('sev-bob')];
    const home = await bob.organisationId();
    const { body } = await bob.ask('POST', '/v1/me/invitations/accept', {
      token: await ada.invite({ email: bob.email }),
    });
    expect((await bob.principal()).scopes).toEqual(['*']);
    expect((await bob.enter(String(body['organisationId']))).status).toBe(204);
    expect((await bob.principal()).scopes).not.toContain('*');
    expect((await bob.ask('PATCH', '/v1/organisation', { name: 'Mine' }, { 'if-match': '"1"' })).status).toBe(403);
    expect((await bob.ask('GET', '/v1/me/sessions')).body['items']).toHaveLength(1);
    expect((await bob.ask('GET', '/v1/me')).body).toMatchObject({ email: bob.email, organisationName: ada.email });
    expect((await bob.enter(home)).status).toBe(204);
    expect((await bob.principal()).scopes).toEqual(['*']);
  });

  it('does not enter one they are not in, nor reach its owner’s outbox or members by it', async () => {
    const [ada, eve] = [await owner('ent-ada'), await owner('ent-eve')];
    for (const id of [await ada.organisationId(), 'org_00000000000000000000000000000000', 'x'])
      expect(await eve.enter(id)).toMatchObject(code(404, 'NOT_A_MEMBER'));
    expect(await eve.change('PATCH', `/v1/members/${await ada.userId()}`, { role: 'member' })).toMatchObject(
      code(404, 'MEMBER_NOT_FOUND'),
    );
  });

  it('keeps nothing of an organisation that removed them, in any session, until they choose another', async () => {
    const ada = await owner('rem-ada');
    const bob = await ada.newcomer('rem-bob@example.test', { role: 'admin' });
    expect((await ada.ask('DELETE', `/v1/members/${await bob.userId()}`)).status).toBe(204);
    expect(await bob.principal()).toMatchObject({ scopes: ['me:read', 'me:write'] });
    expect((await bob.principal()).organisationId).not.toBe(await ada.organisationId());
    expect((await bob.ask('GET', '/v1/members')).status).toBe(403);
    const [own] = (await bob.ask('GET', '/v1/me/organisations')).body['items'] as { id: string }[];
    await bob.enter(own?.id ?? '');
    expect((await bob.principal()).scopes).toEqual(['*']);
  });

  it('makes and leaves organisations, but not the last owner', async () => {
    const ada = await owner('make-ada');
    const { body } = await ada.ask('POST', '/v1/me/organisations', { name: 'Second' });
    const path = `/v1/me/organisations/${String(body['organisationId'])}`;
    expect(await ada.ask('DELETE', path)).toMatchObject(code(409, 'LAST_OWNER'));
    await ada.enter(String(body['organisationId']));
    const bob = await ada.newcomer('make-bob@example.test', { role: 'owner' });
    expect((await ada.ask('DELETE', path)).status).toBe(204);
    expect(await ada.ask('DELETE', path)).toMatchObject(code(404, 'NOT_A_MEMBER'));
    expect((await bob.principal()).scopes).toEqual(['*']);
  });
});

describe('members', () => {
  it('are made owners, or invited as such, only by who has proved lately who they are, and by no API token', async () => {
    const ada = await owner('prf-ada');
    const bob = await ada.newcomer('prf-bob@example.test', { role: 'admin' });
    const program = await ada.apiPrincipal();
    const path = `/v1/members/${await bob.userId()}`;
    const invitation = { email: 'prf-carl@example.test', role: 'owner' };
    for (const answer of [
      await house.identity.call(
        'PATCH',
        path,
        { role: 'owner' },
        { principal: program, headers: { 'if-match': '"1"' } },
      ),
      await house.identity.call('POST', '/v1/invitations', invitation, { principal: program }),
    ])
      expect(answer).toMatchObject(code(403, 'NOT_A_PERSON'));
    house.identity.clock.advance(5 * 60_000);
    for (const answer of [
      await ada.change('PATCH', path, { role: 'owner' }),
      await ada.ask('POST', '/v1/invitations', invitation),
    ])
      expect(answer).toMatchObject(code(403, 'PROOF_NEEDED'));
    expect((await ada.ask('GET', '/v1/invitations')).body['items']).toEqual([]);
    expect((await bob.principal()).scopes).not.toContain('*');
    expect((await ada.change('PATCH', path, { role: 'member' })).status).toBe(200);
  });

  it('of two owners who leave at once one stays', async () => {
    const ada = await owner('race-ada');
    const bob = await ada.newcomer('race-bob@example.test', { role: 'owner' });
    const path = `/v1/me/organisations/${await ada.organisationId()}`;
    const left = await Promise.all([ada.ask('DELETE', path), bob.ask('DELETE', path)]);
    expect(left.map(({ status }) => status).sort()).toEqual([204, 409]);
  });

  it('the last owner is neither removed nor made less', async () => {
    const ada = await owner('last-ada');
    const path = `/v1/members/${await ada.userId()}`;
    expect(await ada.change('PATCH', path, { role: 'admin' })).toMatchObject(code(409, 'LAST_OWNER'));
    expect(await ada.ask('DELETE', path)).toMatchObject(code(409, 'LAST_OWNER'));
    expect((await ada.principal()).scopes).toEqual(['*']);
  });

  it('an admin neither touches an owner nor becomes one', async () => {
    const ada = await owner('adm-ada');
    const bob = await ada.newcomer('adm-bob@example.test', { role: 'admin' });
    const [adas, bobs] = [`/v1/members/${await ada.userId()}`, `/v1/members/${await bob.userId()}`];
    for (const answer of [
      await bob.change('PATCH', adas, { role: 'member' }),
      await bob.ask('DELETE', adas),
      await bob.change('PATCH', bobs, { role: 'owner' }),
    ])
      expect(answer).toMatchObject(code(403, 'BEYOND_OWN_RIGHTS'));
    expect((await ada.change('PATCH', bobs, { role: 'member' })).body).toEqual({
      userId: await bob.userId(),
      role: 'member',
      revision: 2,
    });
    expect((await bob.change('PATCH', adas, { role: 'member' })).status).toBe(403);
  });

  it('are changed only by whoever has seen them as they are', async () => {
    const ada = await owner('seen-ada');
    const bob = await ada.newcomer('seen-bob@example.test', { role: 'admin' });
    const path = `/v1/members/${await bob.userId()}`;
    expect(await ada.ask('PATCH', path, { role: 'member' })).toMatchObject(code(428, 'REVISION_REQUIRED'));
    const changed = await ada.change('PATCH', path, { role: 'accountant' });
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"2"']);
    expect(await ada.change('PATCH', path, { role: 'member' })).toMatchObject(code(412, 'REVISION_CONFLICT'));
    const { items } = (await ada.ask('GET', '/v1/members')).body as { items: { userId: string; revision: number }[] };
    const bobId = await bob.userId();
    expect(items.find(({ userId }) => userId === bobId)).toMatchObject({ role: 'accountant', revision: 2 });
  });

  it('are listed page by page', async () => {
    const ada = await owner('page-ada');
    for (const name of ['page-b', 'page-c']) await ada.newcomer(`${name}@example.test`);
    const first = (await ada.ask('GET', '/v1/members?limit=2')).body;
    const second = (await ada.ask('GET', `/v1/members?limit=2&cursor=${String(first['nextCursor'])}`)).body;
    expect(first['items']).toHaveLength(2);
    expect(second).toMatchObject({ items: [{ role: 'member' }], nextCursor: null });
  });
});

describe('ownership', () => {
  it('goes over when the new owner accepts, and not before', async () => {
    const ada = await owner('own-ada');
    const bob = await ada.newcomer('own-bob@example.test');
    expect((await ada.ask('POST', '/v1/ownership-transfer', { userId: await bob.userId() })).status).toBe(201);
    const mail = await lastMail('ownership-offered');
    expect([mail?.to.reveal(), mail?.subject]).toEqual(['own-bob@example.test', 'You are to own own-ada@example.test']);
    expect((await ada.principal()).scopes).toEqual(['*']);
    expect(await ada.ask('POST', '/v1/ownership-transfer/accept')).toMatchObject(code(404, 'NO_TRANSFER'));
    expect((await bob.ask('GET', '/v1/ownership-transfer')).body).toMatchObject({ toUserId: await bob.userId() });
    expect((await bob.ask('POST', '/v1/ownership-transfer/accept')).status).toBe(204);
    expect((await bob.principal()).scopes).toEqual(['*']);
    expect((await ada.principal()).scopes).not.toContain('*');
    expect(await bob.ask('POST', '/v1/ownership-transfer/accept')).toMatchObject(code(404, 'NO_TRANSFER'));
  });

  it('stays when the offer is taken back, declined, or a week old, and none but an owner offers it', async () => {
    const ada = await owner('off-ada');
    const bob = await ada.newcomer('off-bob@example.test', { role: 'admin' });
    const offer = async () => ada.ask('POST', '/v1/ownership-transfer', { userId: await bob.userId() });
    const accept = () => bob.ask('POST', '/v1/ownership-transfer/accept');
    expect((await bob.ask('POST', '/v1/ownership-transfer', { userId: await bob.userId() })).status).toBe(403);
    expect(await ada.ask('POST', '/v1/ownership-transfer', { userId: await ada.userId() })).toMatchObject(
      code(404, 'MEMBER_NOT_FOUND'),
    );
    await offer();
    expect((await ada.ask('DELETE', '/v1/ownership-transfer')).status).toBe(204);
    expect(await accept()).toMatchObject(code(404, 'NO_TRANSFER'));
    await offer();
    expect((await bob.ask('POST', '/v1/ownership-transfer/decline')).status).toBe(204);
    expect(await accept()).toMatchObject(code(404, 'NO_TRANSFER'));
    await offer();
    house.identity.clock.advance(5 * 60_000);
    expect(await offer()).toMatchObject(code(403, 'PROOF_NEEDED'));
    house.identity.clock.advance(7 * DAY_MS - 5 * 60_000);
    const later = new Person(
      house.identity,
      bob.email,
      String((await house.identity.signIn(bob.email, PASSWORD)).body['sessionToken']),
    );
    const [own] = (
      (await later.ask('GET', '/v1/me/organisations')).body['items'] as { id: string; role: string }[]
    ).filter(({ role }) => role === 'admin');
    await later.enter(own?.id ?? '');
    expect(await later.ask('POST', '/v1/ownership-transfer/accept')).toMatchObject(code(404, 'NO_TRANSFER'));
  });
});
