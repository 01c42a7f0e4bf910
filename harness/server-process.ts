import { serveTrial } from './trial-server.ts';

serveTrial();
