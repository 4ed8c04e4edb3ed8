import "i18next";
import type account from "../../texts/en/account.json";
import type auth from "../../texts/en/auth.json";
import type builder from "../../texts/en/builder.json";
import type channels from "../../texts/en/channels.json";
import type chat from "../../texts/en/chat.json";
import type code from "../../texts/en/code.json";
import type common from "../../texts/en/common.json";
import type compare from "../../texts/en/compare.json";
import type data from "../../texts/en/data.json";
import type operations from "../../texts/en/operations.json";
import type report from "../../texts/en/report.json";
import type robustness from "../../texts/en/robustness.json";
import type rules from "../../texts/en/rules.json";
import type runs from "../../texts/en/runs.json";
import type shell from "../../texts/en/shell.json";
import type strategies from "../../texts/en/strategies.json";
import type told from "../../texts/en/told.json";
import type trades from "../../texts/en/trades.json";
import type welcome from "../../texts/en/welcome.json";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: {
      account: typeof account;
      auth: typeof auth;
      builder: typeof builder;
      channels: typeof channels;
      chat: typeof chat;
      code: typeof code;
      common: typeof common;
      compare: typeof compare;
      data: typeof data;
      operations: typeof operations;
      report: typeof report;
      robustness: typeof robustness;
      rules: typeof rules;
      runs: typeof runs;
      shell: typeof shell;
      strategies: typeof strategies;
      told: typeof told;
      trades: typeof trades;
      welcome: typeof welcome;
    };
  }
}
