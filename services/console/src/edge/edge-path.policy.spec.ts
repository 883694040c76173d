import { edgePath } from './edge-path.policy.ts';

describe('a path at the edge', () => {
  it.each([
    ['/api/executor/v1/scenarios', 'executor', '/v1/scenarios'],
    ['/api/log-store/v1/runs/run_1?a=1?b=/../', 'log-store', '/v1/runs/run_1?a=1?b=/../'],
    ['/api/identity/v1/me', 'identity', '/v1/me'],
  ])('%s leads to %s %s', (url, service, path) => {
    expect(edgePath(url)).toEqual({ service, path });
  });

  it.each([
    '/api/executor/v1/a/../b',
    '/api/executor/v1/./b',
    '/api/executor/v1/%2E%2e/b',
    '/api/executor/v1//b',
    '/api/executor/v1/a%2fb',
    '/api/executor/v1/a\\b',
    '/api/executor/v1/a b',
  ])('%s can be read in two ways', (url) => {
    expect(() => edgePath(url)).toThrow('send it in its plain form');
  });

  it.each([
    '/api',
    '/api/executor',
    '/api/executor/v1',
    '/api/executor/v1/',
    '/api/executor/internal/v1/x',
    '/api/nobody/v1/x',
    '/api/console/v1/x',
    '/api/EXECUTOR/v1/x',
  ])('%s leads nowhere', (url) => {
    expect(() => edgePath(url)).toThrow('no such API');
  });
});
