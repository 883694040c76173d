import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContext, chromium as playwright, type Page } from 'playwright-core';

/** A real Chromium that comes with npm alone, and everything its pages complained of. */
export class RealBrowser implements AsyncDisposable {
  /** What the policy of a page kept it from, and errors nobody caught. */
  readonly complaints: string[] = [];
  readonly #browser: Browser;

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async start(): Promise<RealBrowser> {
    const executablePath = await chromium.executablePath();
    const args = [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
    ];
    return new RealBrowser(await playwright.launch({ executablePath, args }));
  }

  /** A window of somebody else: cookies and storage of its own. */
  async newPerson(
    options: Parameters<Browser['newContext']>[0] = {},
  ): Promise<{ context: BrowserContext; page: Page }> {
    const context = await this.#browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    const page = await context.newPage();
    page.on('pageerror', (thrown) => this.complaints.push(thrown.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && /Content Security Policy|TrustedHTML|TrustedScript/.test(message.text()))
        this.complaints.push(message.text());
    });
    return { context, page };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
  }
}
