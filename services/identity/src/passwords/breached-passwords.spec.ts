import { randomBytes } from 'node:crypto';
import { Secret } from '@ebbflow/kernel';
import { isBreachedPassword } from './breached-passwords.ts';

describe('a password that leaked elsewhere', () => {
  it.each([
    '1qaz2wsx3edc4rfv',
    'chickenwing101',
    'JustinBieber',
    'liverpoolfc1892!',
    'metallica-1986',
    'm3tallica!!!!',
    '2024_mustang_2024',
    'finalfantasy',
  ])('%s is one, whatever stands around it', async (password) => {
    expect(await isBreachedPassword(new Secret(password))).toBe(true);
  });

  it.each([
    'seven quiet tides',
    'planted-password-canary',
    'Xk2-vv9q-0pLm',
    'blue ladders sing low',
    '1234\n5678 tides',
  ])('%j is none', async (password) => {
    expect(await isBreachedPassword(new Secret(password))).toBe(false);
  });

  it('is not seen in ones made at random', async () => {
    let refused = 0;
    for (let count = 0; count < 300; count += 1)
      if (await isBreachedPassword(new Secret(randomBytes(12).toString('base64url')))) refused += 1;
    expect(refused).toBe(0);
  });
});
