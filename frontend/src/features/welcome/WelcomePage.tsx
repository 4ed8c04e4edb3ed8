import { Stepper } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconChartCandle, IconMessage2, IconPlayerPlay } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../../shared/identity";
import { ButtonLink } from "../../shared/ui/links";
import { PageHeader } from "../../shared/ui/PageHeader";
import { DataStep } from "./DataStep";
import { usePlan } from "./plan";
import { RunStep } from "./RunStep";
import { WordsStep } from "./WordsStep";

const STEPS = [
  { name: "words", Icon: IconMessage2 },
  { name: "data", Icon: IconChartCandle },
  { name: "run", Icon: IconPlayerPlay },
] as const;
type Step = (typeof STEPS)[number]["name"];

const route = getRouteApi("/signed/welcome");

/** The first run, from a sentence to a report. */
export default function WelcomePage() {
  const { t } = useTranslation("welcome");
  const navigate = useNavigate();
  const user = useSession()?.user ?? "";
  const { step: asked, run } = route.useSearch();
  const plan = usePlan();
  const narrow = useMediaQuery("(max-width: 48em)");

  const { startFor } = plan;
  useEffect(() => startFor(user), [startFor, user]);

  // An address that is ahead of what was done shows the step that comes first.
  const step: Step =
    run !== undefined ? "run" : plan.words.trim() === "" || asked !== "data" ? "words" : "data";
  const active = STEPS.findIndex(({ name }) => name === step);
  const go = (next: Step) => void navigate({ to: "/welcome", search: { step: next } });

  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          step === "run" ? null : (
            <ButtonLink to="/strategies" variant="subtle" color="gray">
              {t("skip")}
            </ButtonLink>
          )
        }
      />
      <Stepper
        active={active}
        size="sm"
        mb="xl"
        maw={860}
        allowNextStepsSelect={false}
        onStepClick={(index) => go(STEPS[index]?.name ?? "words")}
        styles={{ stepDescription: { color: "var(--mantine-color-dimmed)" } }}
      >
        {STEPS.map(({ name, Icon }, index) => (
          <Stepper.Step
            key={name}
            icon={<Icon size={18} aria-hidden="true" />}
            label={narrow ? undefined : t(`step.${name}`)}
            aria-label={t("stepOf", { number: index + 1, name: t(`step.${name}`) })}
            {...(index === active ? { "aria-current": "step" as const } : {})}
            allowStepSelect={index < active}
          />
        ))}
      </Stepper>
      {step === "words" && <WordsStep onNext={() => go("data")} />}
      {step === "data" && (
        <DataStep
          onBack={() => go("words")}
          onStarted={(id) => void navigate({ to: "/welcome", search: { step: "run", run: id } })}
        />
      )}
      {step === "run" && run !== undefined && <RunStep id={run} onBack={() => go("data")} />}
    </>
  );
}
