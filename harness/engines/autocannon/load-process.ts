import { answerLoadCommands } from '../native/answer-load-commands.ts';
import { throughAutocannon } from './polled-tab.ts';

answerLoadCommands((stage) => ({ ...stage, transport: throughAutocannon(stage.transport) }));
