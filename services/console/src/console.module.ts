import { provideConfig } from '@ebbflow/service-host';
import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { AccessNotes } from './access-notes/access-notes.ts';
import { AssetsController } from './assets/assets.controller.ts';
import { ConsoleConfig } from './console.config.ts';
import { DocsController } from './docs/docs.controller.ts';
import { EdgeController } from './edge/edge.controller.ts';
import { EdgeStreams } from './edge/edge-streams.ts';
import { EdgeService } from './edge/edge.service.ts';
import { OpenDsrEdgeController } from './edge/opendsr.controller.ts';
import { ProviderWebhooksController } from './edge/provider-webhooks.controller.ts';
import { InvitationController } from './pages/invitation.controller.ts';
import { NewAddressController } from './pages/new-address.controller.ts';
import { NewPasswordController } from './pages/new-password.controller.ts';
import { RegistrationController } from './pages/registration.controller.ts';
import { OauthCallbackController } from './pages/oauth-callback.controller.ts';
import { OutboxController } from './pages/outbox.controller.ts';
import { PasskeySignInController } from './pages/passkey-sign-in.controller.ts';
import { ProofController } from './pages/proof.controller.ts';
import { ProviderSignInController } from './pages/provider-sign-in.controller.ts';
import { SecondFactorController } from './pages/second-factor.controller.ts';
import { SetupController } from './pages/setup.controller.ts';
import { SignInController } from './pages/sign-in.controller.ts';
import { UnsubscribeController } from './pages/unsubscribe.controller.ts';
import { PrivacyController } from './privacy/privacy.controller.ts';
import { RequestConfirmationController } from './pages/request-confirmation.controller.ts';
import { UnknownPageController } from './pages/unknown-page.controller.ts';
import { CallerLimits } from './limits/caller-limits.ts';
import { LimitsConfig } from './limits/limits.config.ts';
import { StrangerLimit } from './limits/stranger-limit.ts';
import { CspReports } from './reports/csp-reports.ts';
import { CspReportsController } from './reports/csp-reports.controller.ts';
import { CsrfTokenController } from './security/csrf-token.controller.ts';
import { Cookies } from './security/cookies.ts';
import { FormCheck } from './security/form-check.ts';
import { BrowserSession } from './sessions/browser-session.service.ts';
import { SignInProvidersService } from './sessions/sign-in-providers.service.ts';
import { VisitorsService } from './sessions/visitors.service.ts';
import { RoomsController } from './web/rooms.controller.ts';
import { WebApp } from './web/web-app.ts';
import { WebFilesController } from './web/web-files.controller.ts';
import { PageViews } from './usage/page-views.ts';
import { PageViewsInterceptor } from './usage/page-views-interceptor.ts';

@Module({
  controllers: [
    ProviderWebhooksController,
    OpenDsrEdgeController,
    EdgeController,
    CspReportsController,
    CsrfTokenController,
    DocsController,
    AssetsController,
    RequestConfirmationController,
    RoomsController,
    WebFilesController,
    SignInController,
    SecondFactorController,
    ProviderSignInController,
    PasskeySignInController,
    NewAddressController,
    ProofController,
    SetupController,
    RegistrationController,
    NewPasswordController,
    InvitationController,
    OauthCallbackController,
    OutboxController,
    UnsubscribeController,
    PrivacyController,
    UnknownPageController,
  ],
  providers: [
    provideConfig(ConsoleConfig),
    provideConfig(LimitsConfig),
    { provide: WebApp, useFactory: () => WebApp.read() },
    CallerLimits,
    StrangerLimit,
    CspReports,
    Cookies,
    FormCheck,
    BrowserSession,
    VisitorsService,
    SignInProvidersService,
    PageViews,
    AccessNotes,
    { provide: APP_INTERCEPTOR, useClass: PageViewsInterceptor },
    EdgeStreams,
    EdgeService,
  ],
})
export class ConsoleModule {}
