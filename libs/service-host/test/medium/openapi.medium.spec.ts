import { ManualClock } from '@ebbflow/kernel';
import { request } from 'undici';
import { assertEveryRouteHasAnswer, type RunningService } from '../../src/index.ts';
import { startProbe } from '../support/house.ts';
import { probeService } from '../support/probe-service.ts';

interface Operation {
  readonly operationId: string;
  readonly security?: readonly Record<string, readonly string[]>[];
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: { readonly properties?: object } }> };
  readonly responses: Record<string, unknown>;
}

interface ApiDocument {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, unknown> };
}

describe('the API document of a service', () => {
  let service: RunningService;
  let document: ApiDocument;

  beforeAll(async () => {
    service = await startProbe(probeService, new ManualClock(), { EBB_HTTP_CHECK_ANSWERS: 'true' });
    const answer = await request(`${service.url}/docs/openapi.json`);
    document = (await answer.body.json()) as ApiDocument;
  });

  afterAll(() => service.stop());

  it('is OpenAPI 3.1 and holds every route the router knows', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/v1/open', '/v1/things', '/v1/search', '/v1/fails/{how}', '/health/live']),
    );
  });

  it('says what a route takes, from the schema that checks it', () => {
    const things = document.paths['/v1/things']?.['post'];
    expect(things?.parameters).toEqual([expect.objectContaining({ in: 'header', name: 'if-match', required: true })]);
    expect(things?.requestBody?.content['application/json']?.schema.properties).toHaveProperty('name');
    expect(document.paths['/v1/search']?.['get']?.parameters).toEqual([
      expect.objectContaining({ in: 'query', name: 'limit' }),
    ]);
    expect(document.paths['/v1/fails/{how}']?.['get']?.parameters).toEqual([
      expect.objectContaining({ in: 'path', name: 'how' }),
    ]);
  });

  it('says with which status a route answers, who may call it, and what a failure looks like', () => {
    const things = document.paths['/v1/things']?.['post'];
    expect(things?.operationId).toBe('Probe.things');
    expect(Object.keys(things?.responses ?? {})).toEqual(['201', 'default']);
    expect(things?.security).toEqual([{ principal: ['things:write'] }]);
    expect(document.paths['/v1/internal']?.['get']?.security).toEqual([{ service: ['executor', 'console'] }]);
    expect(document.components.schemas).toHaveProperty('Problem');
  });

  it('is missing nothing: a route that does not say what it answers is named', () => {
    expect(() => assertEveryRouteHasAnswer(service.app)).toThrow(/GET \/v1\/forgotten.*@Answers/);
  });

  it.each(['wrong', 'more'])(
    'is true: an answer that differs from it is refused where answers are checked (%s)',
    async (how) => {
      const answer = await request(`${service.url}/v1/liar/${how}`);
      expect(answer.statusCode).toBe(500);
      expect(await answer.body.text()).not.toContain('canary');
      const honest = await request(`${service.url}/v1/open`);
      expect(honest.statusCode).toBe(200);
      await honest.body.dump();
    },
  );
});
