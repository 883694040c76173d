import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SERVICE_NAMES } from '@ebbflow/contracts';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { AllInOneProcess } from '../src/all-in-one-process.ts';

const root = resolve(import.meta.dirname, '../../..');
const services = SERVICE_NAMES.filter((name) => name !== 'console');

describe('the API documents', () => {
  let ebbflow: AllInOneProcess;

  beforeAll(async () => {
    ebbflow = new AllInOneProcess();
    await ebbflow.start();
  }, 90_000);

  afterAll(async () => {
    await ebbflow[Symbol.asyncDispose]();
  }, 30_000);

  const served = async (service: string): Promise<string> => {
    const answer = await fetch(`${ebbflow.consoleUrl}/docs/${service}/openapi.json`);
    expect({ service, status: answer.status }).toEqual({ service, status: 200 });
    return answer.text();
  };

  it.each(services)('of %s is in the reference as the service answers it', async (service) => {
    const written = JSON.parse(readFileSync(join(root, `docs/reference/openapi/${service}.json`), 'utf8')) as unknown;
    // When this fails: node tools/build/build.mjs && node tools/generators/write-api-documents.mjs
    expect(JSON.parse(await served(service))).toEqual(written);
  });

  it.each(services)('of %s is sound OpenAPI 3.1, and says of every operation what it answers', async (service) => {
    const config = await createConfig({
      rules: {
        spec: 'error',
        'no-unresolved-refs': 'error',
        'operation-operationId-unique': 'error',
        'path-parameters-defined': 'error',
        'operation-4xx-response': 'off',
      },
    });
    const problems = await lintFromString({ source: await served(service), config });
    expect(problems.map(({ message, location }) => `${location[0]?.pointer ?? ''} ${message}`)).toEqual([]);
  });

  it('are found nowhere for what is no service', async () => {
    expect((await fetch(`${ebbflow.consoleUrl}/docs/nobody/openapi.json`)).status).toBe(404);
  });
});
