import type { EmbeddedComparison } from '../page.ts';
import type { Report } from '../report.ts';
// Chart.js and the drawings read colours and fonts from the first of these.
import './styles/page.css';
import './styles/masthead.css';
import './styles/findings.css';
import './styles/tables.css';
import './styles/differences.css';
import './styles/engines.css';
import './styles/fault.css';
import './styles/charts.css';
import './styles/conditions.css';
import './styles/advice.css';
import './styles/compare.css';
import './styles/application.css';
import './styles/list.css';
import './styles/dialogs.css';
import './styles/live.css';
import './styles/print.css';
import { showApplication } from './application.ts';
import { showComparison } from './compare/show-comparison.ts';
import { showReport } from './show-report.ts';

const report = document.getElementById('report')?.textContent;
const comparison = document.getElementById('comparison')?.textContent;
if (report) showReport(document.body, JSON.parse(report) as Report);
else if (comparison) {
  const { reports, baseline } = JSON.parse(comparison) as EmbeddedComparison;
  showComparison(document.body, reports, baseline);
} else void showApplication(document.body);
