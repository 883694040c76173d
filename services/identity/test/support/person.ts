import { type Principal, principalSchema } from '@ebbflow/contracts';
import { LinkTokens } from '../../src/links/link-tokens.ts';
import { type Answer, PASSWORD, type StartedIdentity } from './started-identity.ts';

/** Somebody who is signed in. Each request resolves the session anew, as the console does, so rights are those of the moment. */
export class Person {
  constructor(
    readonly identity: StartedIdentity,
    readonly email: string,
    readonly sessionToken: string,
  ) {}

  /** The owner of an organisation of that name. */
  static async owner(identity: StartedIdentity, email: string): Promise<Person> {
    return new Person(identity, email, (await identity.anOwner(email, email)).sessionToken);
  }

  async principal(): Promise<Principal> {
    return principalSchema.parse((await this.identity.resolve({ sessionToken: this.sessionToken })).body);
  }

  async ask(method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<Answer> {
    return this.identity.call(method, path, body, { principal: await this.principal(), headers });
  }

  /** A change of something at this revision. */
  change(method: string, path: string, body: object, revision = 1): Promise<Answer> {
    return this.ask(method, path, body, { 'if-match': `"${String(revision)}"` });
  }

  async userId(): Promise<string> {
    return (await this.principal()).userId ?? '';
  }

  async organisationId(): Promise<string> {
    return (await this.principal()).organisationId;
  }

  /** Works in another organisation from now on. */
  enter(organisationId: string): Promise<Answer> {
    return this.ask('PUT', '/v1/me/session/organisation', { organisationId });
  }

  /** An API token of theirs that may all they may, as whoever calls with it comes in. */
  async apiPrincipal(): Promise<Principal> {
    const { scopes } = await this.principal();
    const { body } = await this.ask('POST', '/v1/me/api-tokens', { name: 'Program', scopes });
    return principalSchema.parse((await this.identity.resolve({ apiToken: String(body['token']) })).body);
  }

  /** The token in the mail that the invitation sends; by an API token of theirs when that is given. */
  async invite(invitation: object, by?: Principal): Promise<string> {
    const principal = by ?? (await this.principal());
    const { body } = await this.identity.call('POST', '/v1/invitations', invitation, { principal });
    return this.identity.service.app.get(LinkTokens, { strict: false }).of(String(body['id'])).token.reveal();
  }

  /** Somebody new, invited, who has accepted and works in this organisation. */
  async newcomer(email: string, invitation: object = {}): Promise<Person> {
    const token = await this.invite({ email, ...invitation });
    const { body } = await this.identity.call('POST', '/internal/v1/invitations/accept', { token, password: PASSWORD });
    return new Person(this.identity, email, String(body['sessionToken']));
  }
}
