import type { Readable } from 'node:stream';
import { parseUntrustedJson } from '@ebbflow/kernel';
import { AnswersNothing, Public, StreamBody } from '@ebbflow/service-host';
import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { boundedBody } from '../edge/bounded-body.ts';
import { REPORTS_PATH } from '../security/security-headers.policy.ts';
import { CspReports } from './csp-reports.ts';

/** A report is one to three KiB; browsers send several together. */
const MAX_BYTES = 16_384;

/** Where browsers tell what the content security policy kept a page from; a `report-uri`, and an endpoint of the Reporting API. */
@Controller(REPORTS_PATH)
export class CspReportsController {
  constructor(@Inject(CspReports) private readonly reports: CspReports) {}

  @Public('browsers report without a session; the number of reports is limited by address, and nothing of one is kept')
  @StreamBody()
  @AnswersNothing()
  @HttpCode(204)
  @Post()
  async take(@Body() body: Readable | undefined): Promise<void> {
    this.reports.take(parseUntrustedJson((await boundedBody(body, MAX_BYTES)).toString('utf8')));
  }
}
