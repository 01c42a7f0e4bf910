import type { Report } from '../report.ts';
// Chart.js and the drawings read colours and fonts from the first of these.
import './styles/page.css';
import './styles/masthead.css';
import './styles/findings.css';
import './styles/tables.css';
import './styles/differences.css';
import './styles/fault.css';
import './styles/charts.css';
import './styles/conditions.css';
import './styles/list.css';
import './styles/live.css';
import { showApplication } from './application.ts';
import { showReport } from './show-report.ts';

const embedded = document.getElementById('report')?.textContent;
if (embedded) showReport(document.body, JSON.parse(embedded) as Report);
else void showApplication(document.body);
