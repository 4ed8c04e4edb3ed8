import { useTranslation } from "react-i18next";

export const PLANS = ["free", "pro", "own"] as const;

/** What a plan is called; one that is newer than this page by its own name. */
export function PlanName({ plan }: { plan: string }) {
  const { t } = useTranslation("operations");
  const known = PLANS.find((each) => each === plan);
  return known === undefined ? plan : t(`plan.${known}`);
}
