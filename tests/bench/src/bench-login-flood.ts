import { EbbflowUnderTest } from './ebbflow-under-test.ts';
import { printMarks } from './print-marks.ts';

const SECONDS = 15;
const CALLS_PER_SECOND = 25;

/** A form of the sign-in page, with the cookie and token that belong together. */
interface SignInForm {
  readonly url: string;
  readonly cookie: string;
  readonly csrf: string;
}

let visitors = 0;

/** Another account from another address each time, so that no count of attempts ends it before the hash: the flood of a botnet. */
async function attempt({ url, cookie, csrf }: SignInForm): Promise<number> {
  visitors += 1;
  const address = `10.${String((visitors >> 16) & 255)}.${String((visitors >> 8) & 255)}.${String(visitors & 255)}`;
  const answer = await fetch(`${url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin: url, 'x-forwarded-for': address },
    body: new URLSearchParams({ csrf, email: `nobody-${String(visitors)}@example.test`, password: 'not the password' }),
  });
  await answer.arrayBuffer();
  return answer.status;
}

async function signInForm(url: string): Promise<SignInForm> {
  const answer = await fetch(`${url}/sign-in`);
  const csrf = /name="csrf" value="([^"]+)"/.exec(await answer.text())?.[1] ?? '';
  return {
    url,
    csrf,
    cookie: answer.headers
      .getSetCookie()
      .map((line) => line.split(';', 1)[0])
      .join('; '),
  };
}

/** Calls something at a steady pace whether or not it has answered, for so long. */
async function atPace<Answer>(perSecond: number, seconds: number, call: () => Promise<Answer>): Promise<Answer[]> {
  const pending: Promise<Answer>[] = [];
  const startedAt = performance.now();
  while (performance.now() - startedAt < seconds * 1_000) {
    pending.push(call());
    const next = startedAt + (pending.length * 1_000) / perSecond;
    await new Promise((done) => setTimeout(done, Math.max(0, next - performance.now())));
  }
  return Promise.all(pending);
}

/** Attempts that are really hashed in a second: as many at a time as cannot fill the queue, one after the other. */
async function capacityOf(form: SignInForm): Promise<number> {
  const endsAt = performance.now() + 5_000;
  let answered = 0;
  const lane = async (): Promise<void> => {
    while (performance.now() < endsAt) {
      if ((await attempt(form)) === 401) answered += 1;
    }
  };
  await Promise.all(Array.from({ length: 4 }, lane));
  return answered / 5;
}

function p99(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.99))] ?? 0;
}

/**
 * Sign-ins at ten times what can be hashed, each from another address to another account, while the API of the scenarios is called at a steady
 * pace: what the others wait for must not be what the passwords cost. Everything in one process, as `npm start` has it, which is the worst case.
 * @returns whether the mark is reached
 */
export async function benchLoginFlood(): Promise<boolean> {
  const ebbflow = new EbbflowUnderTest({
    EBB_HTTP_TRUSTED_PROXIES: '127.0.0.1/32',
    EBB_CONSOLE_RATE_STRANGERS: '1000000',
  });
  try {
    await ebbflow.ready();
    const { url, token } = ebbflow.operator;
    let failedCount = 0;
    const timed = async (): Promise<number> => {
      const startedAt = performance.now();
      const answer = await fetch(`${url}/api/executor/v1/scenarios`, { headers: { authorization: `Bearer ${token}` } });
      await answer.arrayBuffer();
      if (!answer.ok) failedCount += 1;
      return performance.now() - startedAt;
    };
    await atPace(CALLS_PER_SECOND, 3, timed);
    const before = p99(await atPace(CALLS_PER_SECOND, SECONDS, timed));
    const form = await signInForm(url);
    const capacity = await capacityOf(form);
    const [during, statuses] = await Promise.all([
      atPace(CALLS_PER_SECOND, SECONDS, timed),
      atPace(capacity * 10, SECONDS, () => attempt(form)),
    ]);
    const count = (status: number): number => statuses.filter((one) => one === status).length;
    process.stdout.write(
      `  answered ${String(count(401))}, put off ${String(statuses.length - count(401))} of ${String(statuses.length)} sign-ins\n`,
    );
    return printMarks('A flood of sign-ins', [
      { figure: 'sign-ins hashed without a flood', value: capacity, unit: 'a second', atLeast: 1 },
      { figure: 'of the others, before (p99)', value: before, unit: 'ms', atMost: Infinity },
      { figure: 'of the others, during (p99)', value: p99(during), unit: 'ms', atMost: Infinity },
      { figure: 'during beside before', value: p99(during) / before, unit: 'times', atMost: 1.5 },
      { figure: 'of the others, failed', value: failedCount, unit: 'calls', atMost: 0 },
      { figure: 'put off', value: (statuses.length - count(401)) / statuses.length, unit: 'of 1', atLeast: 0.5 },
    ]);
  } finally {
    await ebbflow.stop();
  }
}
