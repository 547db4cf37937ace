export { AcceptInvitationPage } from './AcceptInvitationPage';
export { ConfirmAddressPage } from './ConfirmAddressPage';
export { ForgotPage } from './ForgotPage';
export { LogInPage } from './LogInPage';
export { ResetPage } from './ResetPage';
export { RestoreAddressPage } from './RestoreAddressPage';
export { SignUpPage } from './SignUpPage';
export { VerifyPage } from './VerifyPage';
