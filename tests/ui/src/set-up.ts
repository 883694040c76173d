import type { AllInOneProcess } from '@ebbflow/system-tests';
import type { Page } from 'playwright-core';

export const FIRST = { email: 'first@example.test', password: 'a long enough sentence' };

/** The first minute of an instance: its one-time link, and a password of one's own. */
export async function setUp(page: Page, ebbflow: AllInOneProcess): Promise<void> {
  await page.goto(/First password +(\S+)/.exec(ebbflow.output)?.[1] ?? '');
  await page.fill('input[name=email]', FIRST.email);
  await page.fill('input[name=password]', FIRST.password);
  await page.fill('input[name=again]', FIRST.password);
  await page.click('main button');
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
}

export async function signIn(page: Page): Promise<void> {
  await page.fill('input[name=email]', FIRST.email);
  await page.fill('input[name=password]', FIRST.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}
