import { AnswersStream, Public } from '@ebbflow/service-host';
import { Controller, Get, NotFoundException, UseFilters } from '@nestjs/common';
import { PageErrorFilter } from './page-error-filter.ts';

/** Any other address, so that a person who mistyped one sees a page. */
@Controller()
@UseFilters(PageErrorFilter)
export class UnknownPageController {
  @Public('says that there is nothing')
  @AnswersStream('text/html')
  @Get('*')
  read(): never {
    throw new NotFoundException();
  }
}
