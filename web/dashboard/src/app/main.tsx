import { start } from '../shell/start';
import { router } from './router';

start(router);
