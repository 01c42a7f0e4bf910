import { describe, expect } from 'vitest';
import { costReport } from '../../advice/fixture-costs.ts';
import { LOADS, load } from '../../advice/test-question.ts';
import { FATAL_WARNING } from '../../fixture-run.ts';
import { useAdvicePages } from './test-advice-page.ts';

const { inChromium, openServed, openFile } = useAdvicePages();

const TOO_BUSY = { en: 'Clients were busy.', ko: '클라이언트가 너무 바빴습니다.' };
const HOSTILE = `</script><img src=x onerror="window.hacked=1"><!--<script>`;
const dearness = (transport: string): number => (transport === 'websocket' ? 2 : 1);
const reports = [costReport({ loads: LOADS, noise: 0.02, dearness })];

describe('the advice in Chromium', () => {
  inChromium('it begins with the load of the runs, and names who needs least', async () => {
    const { page, complaints } = await openServed(reports);
    expect(await page.getByLabel('Subscribers at once').inputValue()).toBe('50');
    expect(await page.locator('.advice-lines h3').textContent()).toBe(
      '50 subscribers, 10 events/s of 200 bytes:',
    );
    const [cpu] = await page.locator('.advice-lines .answer').allTextContents();
    expect(cpu).toBe('Server-Sent Events over HTTP/1.1 and Server-Sent Events over HTTP/2');
    expect(await page.locator('.advice tbody').first().locator('tr').count()).toBe(4);
    expect(complaints).toEqual([]);
  });

  inChromium(
    'what is typed is answered at once, stands in the address, and is there after a reload',
    async () => {
      const { page, complaints } = await openServed(reports, 'run=a&run=b');
      await page.getByLabel('Subscribers at once').fill('1000');
      await page.getByLabel('Who sends').selectOption('both');
      await page.getByLabel('Proxies on the way').check();
      expect(new URL(page.url()).search).toBe(
        '?run=a&run=b&advice-subscribers=1000&advice-direction=both&advice-proxies-on-the-way=yes',
      );
      const said = await page.locator('.advice').textContent();
      expect(said).toContain('1,000 subscribers, 10 events/s');
      expect(said).toContain('a request of its own (POST)');
      await page.reload();
      await page.waitForSelector('.advice form');
      expect(await page.getByLabel('Subscribers at once').inputValue()).toBe('1000');
      expect(await page.locator('.advice').textContent()).toBe(said);
      expect(complaints).toEqual([]);
    },
  );

  inChromium('a page from disk keeps the question behind the #', async () => {
    const { page, complaints } = await openFile(reports, '#advice-subscribers=300');
    expect(await page.getByLabel('Subscribers at once').inputValue()).toBe('300');
    await page.getByLabel('Bytes of data in an event').fill('500');
    expect(new URL(page.url()).hash).toBe('#advice-subscribers=300&advice-payload-bytes=500');
    expect(complaints).toEqual([]);
  });

  inChromium('what is no number is refused by name, and the last answer stays', async () => {
    const { page } = await openServed(reports);
    const before = await page.locator('.advice-lines').textContent();
    await page.getByLabel('Subscribers at once').fill('0');
    expect(await page.locator('.advice-wrong').textContent()).toContain(
      'Subscribers at once: expected a number from 1',
    );
    expect(await page.getByLabel('Subscribers at once').getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('.advice-lines').textContent()).toBe(before);
    await page.getByLabel('Subscribers at once').fill('60');
    expect(await page.locator('.advice-wrong').textContent()).toBe('');
  });

  inChromium('a question that is too far away is answered with what cannot be told', async () => {
    const { page } = await openServed(reports, 'advice-payload-bytes=90000');
    const said = await page.locator('.advice').textContent();
    expect(said).toContain('90 times beyond the nearest measured 1,000');
    expect(said).toContain('npm run bench -- --clients 50 --rate 10 --payload-bytes 90000');
    expect(await page.locator('.advice td.none').count()).toBeGreaterThan(0);
  });

  inChromium('it speaks Korean to a Korean reader', async () => {
    const { page } = await openServed(reports, '', { locale: 'ko-KR' });
    expect(await page.locator('h2').textContent()).toBe('무엇을 골라야 할까?');
    expect(await page.getByLabel('동시 구독자 수').inputValue()).toBe('50');
  });

  inChromium('runs that cannot answer say so', async () => {
    const other = costReport({ loads: LOADS });
    for (const one of other.run.cases) one.scenario = 'music-room';
    const { page, complaints } = await openServed([other]);
    expect(await page.locator('.advice-lines').textContent()).toContain('None of these runs can answer this');
    expect(await page.locator('.advice table, .advice form').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  inChromium('a case that was left out is named with what its warning saw', async () => {
    const report = costReport({ loads: LOADS });
    for (const one of report.run.cases) {
      if (one.transport === 'sse' && one.http === '1.1')
        one.warnings = [{ ...FATAL_WARNING, seen: TOO_BUSY }];
    }
    const { page, complaints } = await openServed([report]);
    const row = page
      .locator('.advice tbody')
      .first()
      .locator('tr', { hasText: 'Server-Sent Events HTTP/1.1' });
    expect(await row.locator('td.none').count()).toBe(7);
    expect(await page.locator('#advice-rests').textContent()).toContain(
      'known-costs, live-feed/sse/1.1 0: left out, not valid; Clients were busy.',
    );
    expect(complaints).toEqual([]);
  });

  inChromium('a figure whose range nobody knows says so', async () => {
    const apart = costReport({ loads: [load(50, 10), load(800, 10)], noise: 0.02 });
    const { page } = await openServed([apart], 'advice-subscribers=200');
    const cell = page.locator('.advice tbody tr').first().locator('td').nth(1);
    expect(await cell.locator('small').textContent()).toBe('?–?range cannot be told');
  });

  inChromium('hostile names of runs and transports stay text', async () => {
    const hostile = costReport({ id: HOSTILE, loads: LOADS, cpu: HOSTILE });
    for (const transport of Object.values(hostile.run.transports)) {
      transport.title = { en: HOSTILE, ko: HOSTILE };
    }
    const { page, complaints } = await openFile([hostile]);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('.advice tbody th').first().textContent()).toContain(HOSTILE);
    expect(complaints).toEqual([]);
  });
});
