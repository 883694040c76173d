import type { CreateConnection, OauthSettings } from '@ebbflow/contracts';
import type { Fault } from '@ebbflow/kernel';

type ClientSettings = Extract<CreateConnection, { kind: 'client-credentials' }>['settings'];

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
/** The protocol's own; another value of them would undo what keeps the flow safe. */
const RESERVED = new Set([
  'client_id',
  'client_secret',
  'code',
  'code_challenge',
  'code_challenge_method',
  'code_verifier',
  'grant_type',
  'redirect_uri',
  'refresh_token',
  'response_mode',
  'response_type',
  'request',
  'request_uri',
  'scope',
  'state',
]);

export function oauthFaults(settings: ClientSettings | OauthSettings): readonly Fault[] {
  const faults: Fault[] = [];
  for (const name of ['authorizationUrl', 'tokenUrl', 'revocationUrl'] as const) {
    const text = name in settings ? (settings as Partial<OauthSettings>)[name] : undefined;
    if (text === undefined || isEndpoint(text)) continue;
    faults.push({
      pointer: `/settings/${name}`,
      message: 'Give an address that begins with https:// and has neither a user name nor a fragment.',
    });
  }
  const { tokenParameters = {} } = settings;
  const { extraParameters = {} } = settings as Partial<OauthSettings>;
  for (const [member, parameters] of Object.entries({ extraParameters, tokenParameters })) {
    for (const name of Object.keys(parameters).filter((candidate) => RESERVED.has(candidate.toLowerCase()))) {
      const pointer = `/settings/${member}/${name}`;
      faults.push({ pointer, message: 'This parameter is the protocol’s own and cannot be set.' });
    }
  }
  return faults;
}

/** Plain http only to this machine itself, which the way out does not lead to unless the operator opened it. */
function isEndpoint(text: string): boolean {
  const url = URL.parse(text);
  if (!url || url.username !== '' || url.password !== '' || url.hash !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
}
