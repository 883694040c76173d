import type { FastifyReply, FastifyRequest } from 'fastify';
import { keepCode, RefusalLog } from './refusal-log.ts';

const REQUEST = {
  method: 'GET',
  id: 'req_1',
  routeOptions: { url: '/v1/things/:id' },
  caller: { service: 'console', principal: { organisationId: 'org_1', userId: 'usr_1' } },
} as unknown as FastifyRequest;

function answered(statusCode: number, code: string): FastifyReply {
  const reply = { statusCode } as FastifyReply;
  keepCode(reply, code);
  return reply;
}

describe('what was refused', () => {
  const lines: unknown[] = [];
  const log = new RefusalLog({ info: (...line: unknown[]) => void lines.push(line) });
  beforeEach(() => lines.splice(0));
  afterEach(() => {
    log.close();
  });

  it('is logged with the route, the code and who asked, and what was not refused is not', () => {
    for (const status of [200, 404, 409, 500]) log.note(REQUEST, answered(status, 'NO.MATTER'));
    expect(lines).toEqual([]);
    log.note(REQUEST, answered(403, 'HOST.FORBIDDEN'));
    log.note({ ...REQUEST, caller: null }, answered(401, 'HOST.UNAUTHENTICATED'));
    expect(lines).toEqual([
      [
        'A request was refused.',
        {
          ...{ method: 'GET', route: '/v1/things/:id', status: 403, code: 'HOST.FORBIDDEN', requestId: 'req_1' },
          ...{ peer: 'console', organisationId: 'org_1', userId: 'usr_1' },
        },
      ],
      ['A request was refused.', expect.objectContaining({ status: 401, peer: undefined, userId: undefined })],
    ]);
  });

  it('is counted beyond sixty a minute, so that a flood is two kinds of lines and no full disk', () => {
    for (let count = 0; count < 1_000; count += 1) log.note(REQUEST, answered(429, 'HOST.TOO_MANY_REQUESTS'));
    expect(lines).toHaveLength(60);
    log.close();
    expect(lines.at(-1)).toEqual(['More requests were refused than are shown.', { refusalCount: 940 }]);
    log.note(REQUEST, answered(429, 'HOST.TOO_MANY_REQUESTS'));
    expect(lines).toHaveLength(62);
  });
});
