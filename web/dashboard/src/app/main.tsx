import { start } from '../shell/start';
import { askAhead } from './overview/ahead';
import { router } from './router';

start(router, askAhead);
