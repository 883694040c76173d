import { pbkdf2Sync } from 'node:crypto';
import { ConfigError, Settings } from '@ebbflow/config';
import { Secret } from '@ebbflow/kernel';
import { HashingBusyError } from '../identity.errors.ts';
import { formatPasswordHash, parsePasswordHash } from './password-hash.ts';
import { PasswordConfig } from './password.config.ts';
import { PasswordsService } from './passwords.service.ts';

/** The least the setting allows, to be quick. */
const configOf = (more: Record<string, string> = {}): PasswordConfig =>
  new PasswordConfig(new Settings({ EBB_IDENTITY_PASSWORD_ITERATIONS: '200000', ...more }));

const started: PasswordsService[] = [];
function service(config = configOf()): PasswordsService {
  const made = new PasswordsService(config);
  started.push(made);
  return made;
}
afterEach(() => Promise.all(started.splice(0).map((made) => made.onApplicationShutdown())));

describe('hashing', () => {
  it('is PBKDF2 with HMAC-SHA512 over the salt and iterations it names', async () => {
    const { iterations, salt, key } = parsePasswordHash(await service().hash(new Secret('correct horse')));
    expect(iterations).toBe(200_000);
    expect(key.equals(pbkdf2Sync('correct horse', salt, iterations, 64, 'sha512'))).toBe(true);
  });

  it('takes a new salt each time', async () => {
    const passwords = service();
    expect(await passwords.hash(new Secret('same'))).not.toBe(await passwords.hash(new Secret('same')));
  });

  it('is 220000 iterations unless set, and refuses fewer than 200000', () => {
    expect(new PasswordConfig(new Settings({})).iterations).toBe(220_000);
    expect(() => configOf({ EBB_IDENTITY_PASSWORD_ITERATIONS: '199999' })).toThrow(ConfigError);
  });

  it('refuses instead of queueing without end', async () => {
    const passwords = service(configOf({ EBB_IDENTITY_PASSWORD_THREADS: '1', EBB_IDENTITY_PASSWORD_QUEUE: '1' }));
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => passwords.hash(new Secret('x'))));
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(2);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(HashingBusyError);
  });

  it('says beforehand that it would refuse, and no longer once there is room', async () => {
    const passwords = service(configOf({ EBB_IDENTITY_PASSWORD_THREADS: '1', EBB_IDENTITY_PASSWORD_QUEUE: '1' }));
    const assertRoom = (): void => {
      passwords.assertRoom();
    };
    const hashes = [passwords.hash(new Secret('x'))];
    expect(assertRoom).not.toThrow();
    hashes.push(passwords.hash(new Secret('x')));
    expect(assertRoom).toThrow(HashingBusyError);
    await Promise.all(hashes);
    expect(assertRoom).not.toThrow();
  });
});

describe('verifying', () => {
  it('knows the right password from a wrong one', async () => {
    const passwords = service();
    const stored = await passwords.hash(new Secret('correct horse'));
    expect(await passwords.verify(new Secret('correct horse'), stored)).toEqual({ matches: true, needsRehash: false });
    expect(await passwords.verify(new Secret('Correct horse'), stored)).toEqual({ matches: false });
  });

  it('asks for a new hash when the stored one has fewer iterations than are set now', async () => {
    const salt = Buffer.alloc(16, 7);
    const stored = formatPasswordHash({ iterations: 1_000, salt, key: pbkdf2Sync('old', salt, 1_000, 64, 'sha512') });
    expect(await service().verify(new Secret('old'), stored)).toEqual({ matches: true, needsRehash: true });
  });
});
