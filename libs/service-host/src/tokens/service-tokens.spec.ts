import { Settings } from '@ebbflow/config';
import type { Principal, ServiceName } from '@ebbflow/contracts';
import { ManualClock } from '@ebbflow/kernel';
import { UnauthenticatedError } from '../host.errors.ts';
import { ServiceKeysConfig } from './service-keys.config.ts';
import { generateServiceKeys } from './service-keys.ts';
import { ServiceTokens } from './service-tokens.ts';

const keys = generateServiceKeys();
const clock = new ManualClock();

function tokensOf(name: ServiceName, at = clock): ServiceTokens {
  const settings = new Settings({ EBB_SERVICE_KEY: keys.privateKeys[name], EBB_SERVICE_JWKS: keys.jwks });
  return new ServiceTokens(new ServiceKeysConfig(settings), name, at);
}

const principal: Principal = { organisationId: 'org_1', userId: null, scopes: ['runs:read'], kind: 'api-token' };

describe('a service token', () => {
  it('is signed once for many calls close together, and again after a while', async () => {
    const tokens = tokensOf('console');
    const first = await tokens.mint('vault');
    expect(await tokens.mint('vault')).toBe(first);
    clock.advance(11_000);
    expect(await tokens.mint('vault')).not.toBe(first);
  });

  it('is another one for another service and for another principal', async () => {
    const tokens = tokensOf('console');
    const minted = await Promise.all([
      tokens.mint('vault'),
      tokens.mint('executor'),
      tokens.mint('vault', principal),
      tokens.mint('vault', { ...principal, organisationId: 'org_2' }),
      tokens.mint('vault', { ...principal, scopes: ['*'] }),
    ]);
    expect(new Set(minted).size).toBe(5);
  });

  it('that is handed out again is still good for long enough', async () => {
    const tokens = tokensOf('console');
    await tokens.mint('vault');
    clock.advance(9_000);
    const token = await tokens.mint('vault');
    clock.advance(45_000);
    expect(await tokensOf('vault').verify(token)).toEqual({ service: 'console' });
  });

  it.each([
    [4, true],
    [7, false],
    [86_400, false],
  ])('dated %d seconds ahead is taken: %s', async (seconds, isTaken) => {
    const ahead = new ManualClock(new Date(clock.nowMs() + seconds * 1_000));
    const token = await tokensOf('console', ahead).mint('vault');
    const verified = tokensOf('vault').verify(token);
    if (isTaken) expect(await verified).toEqual({ service: 'console' });
    else await expect(verified).rejects.toThrow(UnauthenticatedError);
  });

  it('carries the principal of the console exactly', async () => {
    expect(await tokensOf('vault').verify(await tokensOf('console').mint('vault', principal))).toEqual({
      service: 'console',
      principal,
    });
  });
});

describe('the keys', () => {
  it('hold no private part in the set that goes to all', () => {
    expect(keys.jwks).not.toContain('"d"');
  });

  it.each([
    ['EBB_SERVICE_KEY', 'canary'],
    ['EBB_SERVICE_JWKS', '{"keys":[{"kid":"canary"}]}'],
  ])('%s that is none is refused without repeating it', (variable, value) => {
    const settings = new Settings({
      EBB_SERVICE_KEY: keys.privateKeys.vault,
      EBB_SERVICE_JWKS: keys.jwks,
      [variable]: value,
    });
    const make = (): unknown => new ServiceKeysConfig(settings);
    expect(make).toThrow(variable);
    expect(make).not.toThrow('canary');
  });
});
