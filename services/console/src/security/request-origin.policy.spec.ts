import { sourceOf } from './request-origin.policy.ts';

const ours = 'https://flow.example.test';

describe('where a request came from', () => {
  it.each([
    ['same-origin', undefined, 'own'],
    ['same-origin', 'https://other.example', 'own'],
    ['cross-site', ours, 'foreign'],
    ['same-site', ours, 'foreign'],
    ['none', ours, 'foreign'],
    [undefined, ours, 'own'],
    [undefined, 'null', 'foreign'],
    [undefined, `${ours}:8443`, 'foreign'],
    [undefined, 'http://flow.example.test', 'foreign'],
    [undefined, undefined, 'unknown'],
  ] as const)('Sec-Fetch-Site %s and Origin %s is %s', (fetchSite, origin, source) => {
    expect(sourceOf({ fetchSite, origin }, ours)).toBe(source);
  });
});
