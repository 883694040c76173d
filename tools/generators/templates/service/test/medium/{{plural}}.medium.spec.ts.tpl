import { {{camel}}{{pascalNoun}}ListSchema } from '@ebbflow/contracts';
import { assertEveryRouteHasPolicy, type RunningService } from '@ebbflow/service-host';
import { newOrganisationId, testHouse } from '@ebbflow/testing';
import { {{camel}}Service } from '../../src/index.ts';

const house = testHouse([{{camel}}Service]);
const [mine, theirs] = [newOrganisationId(), newOrganisationId()];
let {{camel}}: RunningService;

beforeAll(async () => {
  {{camel}} = await house.start({{camel}}Service);
  await house.database.asAdmin(
    `insert into {{schema}}.{{table}} (tenant_id, id, created_at)
     values ($1, 'first', '2026-01-01Z'), ($1, 'second', '2026-01-02Z'), ($2, 'foreign', '2026-01-03Z')`,
    [mine, theirs],
  );
});

const idsOf = async (organisationId: string): Promise<string[]> => {
  const { body } = await house.askAs({{camel}}, organisationId, '/v1/{{plural}}', ['{{plural}}:read']);
  return {{camel}}{{pascalNoun}}ListSchema.parse(body).items.map(({ id }) => id);
};

it('lists what an organisation has, newest first, and nothing of another', async () => {
  expect(await idsOf(mine)).toEqual(['second', 'first']);
  expect(await idsOf(theirs)).toEqual(['foreign']);
  expect(await idsOf(newOrganisationId())).toEqual([]);
});

it('has a policy on its route, and on every other', async () => {
  assertEveryRouteHasPolicy({{camel}}.app);
  expect((await house.askAs({{camel}}, mine, '/v1/{{plural}}', ['runs:read'])).status).toBe(403);
  expect((await house.ask({{camel}}, 'GET', '/v1/{{plural}}')).status).toBe(401);
});
