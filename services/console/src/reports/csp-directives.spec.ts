import { directivesOf } from './csp-directives.ts';

describe('a report about the content security policy', () => {
  it.each([
    [{ 'csp-report': { 'effective-directive': 'img-src', 'blocked-uri': 'canary' } }, ['img-src']],
    [{ 'csp-report': { 'violated-directive': "script-src 'none'" } }, ['script-src']],
    [
      [
        { type: 'csp-violation', body: { effectiveDirective: 'style-src-elem' } },
        { type: 'coep', body: {} },
      ],
      ['style-src-elem'],
    ],
    [{ 'csp-report': { 'effective-directive': 'canary-src' } }, ['other']],
    [
      Array.from({ length: 500 }, () => ({ type: 'csp-violation', body: { effectiveDirective: 'img-src' } })),
      Array.from({ length: 50 }, () => 'img-src'),
    ],
  ])('is counted by its directive and nothing else', (report, directives) => {
    expect(directivesOf(report)).toEqual(directives);
  });

  it.each([
    null,
    7,
    'canary',
    {},
    [],
    [[]],
    { 'csp-report': 'canary' },
    { 'csp-report': { 'effective-directive': 7 } },
  ])('that is none counts nothing: %j', (report) => {
    expect(directivesOf(report)).toEqual([]);
  });
});
