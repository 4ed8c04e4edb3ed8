import {
  Button,
  Card,
  Group,
  Input,
  NumberInput,
  SegmentedControl,
  Select,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useId } from "react";
import { useTranslation } from "react-i18next";
import { catalogue } from "../../../shared/api/queries/catalogue";
import { useOnce } from "../../../shared/api/useOnce";
import { fieldProblem } from "../../../shared/ui/problems";
import { Failed, Loading } from "../../../shared/ui/States";
import { useCreate } from "../acts";
import { FRESH, SIDES, specOf } from "./fresh";
import { useKept } from "./useKept";

const LONGEST_NAME = 120;

/** A strategy from a form: the least that can be run, to be built on in the rules. */
export function FromForm() {
  const { t } = useTranslation("strategies");
  const { data, error, refetch } = useQuery(catalogue());
  const [asked, keep, forget] = useKept("form", FRESH);
  const create = useCreate({ view: "rules", onMade: forget });
  const key = useOnce(asked);
  const side = useId();
  if (data === undefined) {
    return error === null ? <Loading /> : <Failed error={error} onRetry={() => void refetch()} />;
  }
  const refused = fieldProblem(create.error, ["name", "timeframe", "stop_loss"]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ brought: { spec: specOf(asked) }, key });
  };
  return (
    <Card withBorder maw={640} padding="lg">
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{t("form.lead")}</Text>
          <TextInput
            label={t("form.name")}
            required
            maxLength={LONGEST_NAME}
            value={asked.name}
            onChange={(event) => keep({ ...asked, name: event.currentTarget.value })}
            error={refused?.name}
          />
          <Group grow align="flex-start" preventGrowOverflow={false}>
            <Select
              label={t("form.timeframe")}
              data={data.timeframes}
              value={asked.timeframe}
              allowDeselect={false}
              onChange={(value) => keep({ ...asked, timeframe: value ?? asked.timeframe })}
              error={refused?.timeframe}
            />
            <NumberInput
              label={t("form.stop")}
              suffix=" %"
              min={0.1}
              max={99}
              step={0.5}
              decimalScale={2}
              clampBehavior="blur"
              value={asked.stop}
              onChange={(value) =>
                keep({ ...asked, stop: typeof value === "number" ? value : asked.stop })
              }
              error={refused?.stop_loss}
            />
          </Group>
          <Input.Wrapper
            label={t("form.side")}
            description={t("form.sideHint")}
            labelElement="div"
            labelProps={{ id: side }}
          >
            <SegmentedControl
              mt={4}
              aria-labelledby={side}
              data={SIDES.map((value) => ({ value, label: t(`form.${value}`) }))}
              value={asked.side}
              onChange={(value) =>
                keep({ ...asked, side: SIDES.find((one) => one === value) ?? "long" })
              }
            />
          </Input.Wrapper>
          {create.isError && refused === null && <Failed error={create.error} />}
          <Group>
            <Button type="submit" loading={create.isPending} disabled={asked.name.trim() === ""}>
              {t("form.make")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
