import { chromium } from "./browser";
import { MailServer } from "./mail";
import { OPERATOR, Platform } from "./platform";

/**
 * One platform for all tests, which may post to this machine and sends its mail here; tests that
 * break it start their own.
 *
 * While a test is being written, `HYPERTRADE_E2E_URL` and `HYPERTRADE_E2E_DATA` name one that runs
 * already, and its folder; it is started with `HYPERTRADE_OPERATORS=operator@example.org` and
 * `HYPERTRADE_WEBHOOKS_PRIVATE=1`.
 */
export default async function setup(): Promise<() => Promise<void>> {
  if (chromium() === null || process.env["HYPERTRADE_E2E_URL"] !== undefined) {
    return async () => {};
  }
  const mail = await MailServer.start();
  const platform = await Platform.start({
    HYPERTRADE_OPERATORS: OPERATOR,
    HYPERTRADE_WEBHOOKS_PRIVATE: "1",
    HYPERTRADE_SMTP_URL: mail.url,
    HYPERTRADE_MAIL_FROM: "platform@example.org",
  });
  process.env["HYPERTRADE_E2E_URL"] = platform.url;
  process.env["HYPERTRADE_E2E_DATA"] = platform.folder;
  process.env["HYPERTRADE_E2E_MAIL"] = mail.folder;
  return async () => {
    await platform.stop();
    mail.stop();
  };
}
