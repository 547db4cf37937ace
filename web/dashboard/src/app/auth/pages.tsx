export { ForgotPage } from './ForgotPage';
export { LogInPage } from './LogInPage';
export { ResetPage } from './ResetPage';
export { SignUpPage } from './SignUpPage';
export { VerifyPage } from './VerifyPage';
