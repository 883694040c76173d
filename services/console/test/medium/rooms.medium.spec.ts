import { ConsoleHouse, SESSION } from '../support/console-house.ts';

const house = new ConsoleHouse();
beforeAll(() => house.start());
afterAll(() => house.stop());

const signedIn = { cookie: `ebb_session=${SESSION}` };
const ROOMS = ['/', '/scenarios', '/scenarios/scn_1', '/runs', '/runs/run_1?x=1'];

describe('the rooms of the hosted UI', () => {
  it('send a stranger to sign-in', async () => {
    for (const path of ROOMS) {
      for (const headers of [{}, { cookie: 'ebb_session=ebs_unknown' }]) {
        const response = await house.ask(path, { headers });
        expect([path, response.status, response.headers.get('location')]).toEqual([path, 303, '/sign-in']);
      }
    }
  });

  it('are one page with an application in it, whose script carries the nonce of that answer', async () => {
    for (const path of ROOMS) {
      const response = await house.ask(path, { headers: signedIn });
      expect([path, response.status]).toEqual([path, 200]);
      const nonce = /'nonce-([\w-]{22})'/.exec(response.headers.get('content-security-policy') ?? '')?.[1] ?? 'none';
      const page = await response.text();
      expect(page).toContain('<div id="app"></div>');
      expect([...page.matchAll(/<script[^>]* nonce="([^"]+)"/g)].map(([, found]) => found)).toEqual([nonce]);
      expect(page).not.toContain('Ada');
    }
  });

  it('ask identity and nobody else: what they show, the application asks for itself', async () => {
    const before = house.executor.received.length + house.logStore.received.length;
    await house.ask('/', { headers: signedIn });
    expect(house.executor.received.length + house.logStore.received.length).toBe(before);
  });

  it('have files from a list and no path of the disk', async () => {
    const names = ['manifest.json', 'x.js', '..%2fmanifest.json', '..%2f..%2fpackage.json', '%00', '.built-from'];
    for (const name of names) expect([name, (await house.ask(`/app/assets/${name}`)).status]).toEqual([name, 404]);
    expect((await house.ask('/app/manifest.json')).status).toBe(404);
  });
});
