import { Personal, Secret } from '@ebbflow/kernel';
import { COMMON_PASSWORDS, isCommonPassword } from './common-passwords.policy.ts';

const isCommon = (password: string): boolean =>
  isCommonPassword(new Secret(password), new Personal('ada.lovelace@engine.example'));

describe('passwords on every attacker’s list', () => {
  it('are more than three thousand, without their forms in digits and signs', () => {
    expect(COMMON_PASSWORDS.size).toBeGreaterThan(10_000);
  });

  it.each([
    'password1234',
    'Password2026!',
    'P@ssw0rd1234',
    'p4ssw0rd!!!!',
    'iloveyou1234',
    'welcome_2025',
    'qwertyuiop12',
    '1234567890123',
    'abcdefghijkl',
    '0987654321098',
    'aaaaaaaaaaaa',
    'abababababab',
    'passwordpassword',
    'summer-winter',
    'Changeme.2024',
    'ebbflow-admin1',
    '!!!!????!!!!',
    'Ada.Lovelace1',
    '2026 engine 2026',
  ])('%p is one', (password) => {
    expect(isCommon(password)).toBe(true);
  });

  it.each(['seven quiet tides', 'planted-password-canary', 'Xk2-vv9q-0pLm', 'blue ladders sing low', '830417265930'])(
    '%p is none',
    (password) => {
      expect(isCommon(password)).toBe(false);
    },
  );
});
