import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { askScenarioPlaceSchema, askScenariosInTeamsSchema } from '@ebbflow/contracts';

/** Stands in for the executor where a service only asks it in which team a scenario is. */
export class ScenarioPlacesFake {
  /** Of whatever tenant: the team of each scenario that is there. */
  readonly teamOf = new Map<string, string | null>();
  readonly #server = createServer((request, response) => {
    void text(request).then((body) => {
      const [status, answer] = this.#answer(request.url ?? '', JSON.parse(body));
      const type = status === 200 ? 'application/json' : 'application/problem+json';
      response.writeHead(status, { 'content-type': type }).end(JSON.stringify(answer));
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(url: string, body: unknown): [number, object] {
    if (url.endsWith('/in-teams')) {
      const { teamIds } = askScenariosInTeamsSchema.parse(body);
      const isIn = (teamId: string | null): boolean => teamId !== null && teamIds.includes(teamId);
      return [200, { scenarioIds: [...this.teamOf].flatMap(([id, teamId]) => (isIn(teamId) ? [id] : [])) }];
    }
    const teamId = this.teamOf.get(askScenarioPlaceSchema.parse(body).scenarioId);
    if (teamId !== undefined) return [200, { teamId }];
    const code = 'EXECUTOR.SCENARIO_NOT_FOUND';
    return [404, { type: `/docs/errors/${code}`, title: 'Not found', status: 404, code, detail: 'No such scenario.' }];
  }
}
