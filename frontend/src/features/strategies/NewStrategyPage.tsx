import { Tabs } from "@mantine/core";
import { IconCode, IconLayoutGrid, IconMessage2, IconTemplate } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { type ElementType, type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { arriving } from "../../shared/ui/arriving";
import { PageHeader } from "../../shared/ui/PageHeader";
import { Loading } from "../../shared/ui/States";
import { FromForm } from "./new/FromForm";
import { FromTemplate } from "./new/FromTemplate";
import { FromWords } from "./new/FromWords";
import classes from "./new/new.module.css";
import { WAYS, type Way } from "./new/ways";

const FromCode = arriving(() => import("./new/FromCode").then(({ FromCode }) => FromCode));

const route = getRouteApi("/signed/strategies/new");

const ICONS: Record<Way, ReactNode> = {
  words: <IconMessage2 size={16} aria-hidden="true" />,
  template: <IconTemplate size={16} aria-hidden="true" />,
  form: <IconLayoutGrid size={16} aria-hidden="true" />,
  code: <IconCode size={16} aria-hidden="true" />,
};

const PANELS: Record<Way, ElementType> = {
  words: FromWords,
  template: FromTemplate,
  form: FromForm,
  code: FromCode,
};

/** A new strategy: from a sentence, from one that is well known, from a form, or from code. */
export default function NewStrategyPage() {
  const { t } = useTranslation("strategies");
  const { from = "words" } = route.useSearch();
  const navigate = route.useNavigate();
  const Panel = PANELS[from];
  return (
    <>
      <PageHeader title={t("newTitle")} lead={t("newLead")} />
      <Tabs
        value={from}
        onChange={(value) =>
          void navigate({
            search: { from: WAYS.find((way) => way === value) ?? "words" },
            replace: true,
          })
        }
        keepMounted={false}
        variant="outline"
      >
        <Tabs.List aria-label={t("ways")} mb="lg" className={classes["tabs"] ?? ""}>
          {WAYS.map((way) => (
            <Tabs.Tab key={way} value={way} leftSection={ICONS[way]}>
              {t(`way.${way}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {WAYS.map((way) => (
          <Tabs.Panel key={way} value={way}>
            <Suspense fallback={<Loading />}>{way === from && <Panel />}</Suspense>
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}
