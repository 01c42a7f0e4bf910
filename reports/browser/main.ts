import type { Report } from '../report.ts';
import './page.css';
import { showReport } from './show-report.ts';

const embedded = document.getElementById('report')?.textContent;
if (embedded) showReport(document.body, JSON.parse(embedded) as Report);
