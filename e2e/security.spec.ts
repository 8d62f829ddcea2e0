import { expect, test } from './fixtures/app.ts';

/** Which rules of the page's policy stop what a page is easily talked into. */
const breakRules = () =>
  new Promise<string[]>((resolve) => {
    const broken = new Set<string>();
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      broken.add(effectiveDirective.replace(/-(elem|attr)$/, ''));
      if (broken.size === 3) resolve([...broken].sort());
    });
    const script = document.createElement('script');
    script.textContent = 'document.title = "taken over"';
    document.head.append(script);
    fetch('https://strata.invalid/collect').catch(() => {});
    const frame = document.createElement('iframe');
    frame.src = 'https://strata.invalid/';
    document.body.append(frame);
    setTimeout(() => resolve([...broken].sort()), 5000);
  });

test('the page runs no foreign script, talks to nobody else and embeds nothing', async ({ app }) => {
  expect(await app.page.evaluate(breakRules)).toEqual(['connect-src', 'frame-src', 'script-src']);
  expect(await app.page.title()).not.toBe('taken over');
});
