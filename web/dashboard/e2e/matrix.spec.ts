import { join } from 'node:path';

import { ADMIN, accessible, choose, expect, fits, logIn, tenantId, test } from './fixtures';
import { pages } from './pages';

const SIZES = { desktop: { width: 1280, height: 860 }, phone: { width: 360, height: 780 } };
/** Where pictures of every page go, for a person to look at. */
const pictures = process.env['SIAR_E2E_PICTURES'];

/**
 * Every combination (`scripts/soak --pages`); otherwise two of eight, in which each page meets both sizes, languages and themes once, and every
 * other page the other two of the four in which every pair of them meets.
 */
const whole = Boolean(process.env['SIAR_E2E_MATRIX']);
const chosen = (nth: number, size: string, language: string, theme: string) => {
  const [phone, indonesian, dark] = [size === 'phone', language === 'id', theme === 'dark'];
  return whole || (phone === indonesian ? nth % 2 === 0 && dark !== phone : nth % 2 === 1 && dark === phone);
};

for (const [nth, { path, who, heading }] of pages.entries()) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const language of ['en', 'id'] as const) {
      for (const theme of ['light', 'dark'] as const) {
        if (!chosen(nth, size, language, theme)) continue;
        test(`${path} · ${language} · ${theme} · ${size}`, async ({ page, tenant, watch }) => {
          await page.setViewportSize(viewport);
          await choose(page, { language, theme });
          // Asking who one is before the log-in is answered by 401, which Chromium writes to the console.
          if (who === 'nobody') watch.expected.push(/401/);
          if (who === 'owner') await logIn(page, tenant, '/app/login');
          if (who === 'admin') await logIn(page, ADMIN, '/admin/login');
          await page.goto(path.includes('{tenant}') ? path.replace('{tenant}', await tenantId(page, tenant)) : path);
          // Pages that do not exist have their title one level lower, inside the frame.
          await expect(page.getByRole('heading', { name: heading[language] })).toBeVisible();
          await expect(page.locator('html')).toHaveAttribute('lang', language);
          await page.waitForLoadState('networkidle');
          await fits(page);
          await accessible(page);
          if (pictures) await page.screenshot({ path: join(pictures, `${size}-${theme}-${language}-${path.replaceAll(/\W+/g, '_')}.png`), fullPage: true });
        });
      }
    }
  }
}
