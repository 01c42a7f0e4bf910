import './no-eval.ts';
import '../../reports/browser/styles/page.css';
import '../../reports/browser/styles/masthead.css';
import '../../reports/browser/styles/tables.css';
import '../../reports/browser/styles/charts.css';
import '../../reports/browser/styles/advice.css';
import './styles/workshop.css';
import './styles/lesson.css';
import './styles/demo.css';
import './styles/teaching.css';
import './styles/print.css';
import { runTab } from '../tab/run-tab.ts';
import { showRoom } from './room-page.ts';
import { showWorkshop } from './show-workshop.ts';

if (location.pathname === '/tab') runTab();
else if (document.documentElement.dataset.kind === 'room') showRoom(document.body);
else void showWorkshop(document.body);
